// Shortens the list of Ortsteile while somebody types; spellings stand in data-search.
const box = document.querySelector('[data-filters]')
if (box) {
  const items = [...document.querySelectorAll(`#${box.dataset.filters} [data-search]`)]
  const status = document.getElementById(box.dataset.status)
  const simple = (text) => text.toLowerCase().normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  box.addEventListener('input', () => {
    const wanted = simple(box.value)
    let shown = 0
    for (const item of items) {
      const fits = item.dataset.search.split('|').some((name) => name.includes(wanted))
      item.hidden = !fits
      shown += fits
    }
    status.textContent = wanted ? status.dataset.text.replace('{n}', shown) : ''
  })
}
