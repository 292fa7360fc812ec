// Marked words of the text go into the list of words to black out.
const button = document.querySelector('[data-black-out]')
if (button) {
  const text = document.getElementById('item-text')
  const list = document.getElementById('words')
  button.hidden = false
  button.addEventListener('click', () => {
    const chosen = getSelection()
    const words = chosen.toString().trim()
    if (!words || !text.contains(chosen.anchorNode)) return
    list.value = [list.value.trim(), ...words.split('\n')].filter(Boolean).join('\n')
    list.closest('details')?.setAttribute('open', '')
    list.focus()
  })
}
