// One key per action, as listed on the page; off while somebody types, and for good if they say so.
const list = document.getElementById('keys')
const isOn = document.getElementById('keys-on')
const NAME = 'ortsstimme-keys'

function neighbour (step) {
  const rows = [...document.querySelectorAll('[data-row]')]
  const here = rows.findIndex(row => row.matches('[aria-current]'))
  return rows[here + step]
}

function act (entry) {
  const { key, target } = entry.dataset
  if (key === 'j' || key === 'k') return neighbour(key === 'j' ? 1 : -1)?.click()
  const element = document.querySelector(target)
  if (key === 't') return element?.parentElement.querySelector('.row-tick')?.click()
  if (!element || element.hidden) return
  if (element.matches('input')) return element.focus()
  element.click()
  if (element.matches('summary')) element.focus()
}

if (list) {
  list.hidden = false
  isOn.checked = localStorage.getItem(NAME) !== 'off'
  isOn.addEventListener('change', () => localStorage.setItem(NAME, isOn.checked ? 'on' : 'off'))
  document.addEventListener('keydown', event => {
    // A key held down must not decide on the next contribution as well.
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || !isOn.checked) return
    const typing = event.target.closest('textarea, select, input:not([type=checkbox], [type=radio])')
    if (typing) return
    if (event.key === '?') {
      list.open = !list.open
      list.querySelector('summary').focus()
      return
    }
    const entry = list.querySelector(`[data-key="${CSS.escape(event.key)}"]`)
    if (entry) {
      event.preventDefault()
      act(entry)
    }
  })
}
