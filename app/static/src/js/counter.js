// Says how many characters are left: to the eye at once, to a screen reader after a pause.
for (const area of document.querySelectorAll('textarea[data-counter]')) {
  const output = document.getElementById(area.dataset.counter)
  const spoken = output.parentElement.querySelector('[aria-live]')
  let pause
  const show = () => {
    const left = Number(area.dataset.most) - [...area.value].length
    const text = (left >= 0 ? area.dataset.left : area.dataset.over).replace('{n}', Math.abs(left))
    output.textContent = text
    clearTimeout(pause)
    pause = setTimeout(() => { spoken.textContent = text }, 1200)
  }
  area.addEventListener('input', show)
  show()
}
