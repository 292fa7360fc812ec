"""How often somebody may try, per account, per network and of all (trust.md S4).

Windows end with the hour or minute: nobody is locked out for good.
"""

from app.shared.secrets import keyed_hash
from app.shared.throttle import count_lasting, network_mark, per_hour, per_minute

TRIES_OF_ACCOUNT = per_hour(20)
TRIES_OF_NETWORK = per_minute(20)
TRIES_OF_ALL = per_minute(300)


def count_tries(what: str, account: str) -> None:
    """Count a try at a password, a second factor or a reset, each by itself.

    Raises `Throttled` when there were too many.
    """
    count_lasting(TRIES_OF_ACCOUNT, what, keyed_hash("sign-in tries", account)[:32])
    count_lasting(TRIES_OF_NETWORK, what, network_mark())
    count_lasting(TRIES_OF_ALL, what)
