// A form that only carries on what has just been decided elsewhere is sent at once.
document.querySelector('form[data-send-on]')?.requestSubmit()
