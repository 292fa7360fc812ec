// Puts a ready text behind what was typed, at once; without scripts the button sends the form.
for (const button of document.querySelectorAll('[data-insert]')) {
  button.addEventListener('click', event => {
    const choice = document.getElementById(button.dataset.insert).selectedOptions[0]
    const target = document.getElementById(button.dataset.target)
    event.preventDefault()
    target.value = [target.value.trim(), choice.dataset.body].filter(Boolean).join('\n\n')
    target.focus()
  })
}
