// Words that are marked in the text become the passage of the form: counted in code points.
const button = document.querySelector('[data-code-passage]')
if (button) {
  const text = document.getElementById('item-text')
  const form = document.querySelector('#code-passage form')
  const shown = document.getElementById('marked-passage')
  const length = (string) => [...string].length
  button.hidden = false
  button.addEventListener('click', () => {
    const chosen = getSelection()
    const words = chosen.toString()
    document.getElementById('code-passage').open = true
    if (words.trim() && text.contains(chosen.anchorNode) && text.contains(chosen.focusNode)) {
      const range = chosen.getRangeAt(0)
      const before = document.createRange()
      before.selectNodeContents(text)
      before.setEnd(range.startContainer, range.startOffset)
      const inside = range.toString()
      const start = length(before.toString()) + length(inside) - length(inside.trimStart())
      form.elements.start.value = start
      form.elements.end.value = start + length(inside.trim())
      shown.querySelector('q').textContent = inside.trim()
      shown.hidden = false
      document.getElementById('sentence').hidden = true
    }
    form.elements.code.focus()
  })
}
