// Brings people who hear or zoom the page to the list of what has to be mended.
document.querySelector('.error-summary')?.focus()
