"""Started by `run_apart` in a process of its own: sets the limits, then runs the script."""

import resource
import runpy
import sys

if __name__ == "__main__":
    seconds, memory = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    runpy.run_path(sys.argv[3], run_name="__main__")
