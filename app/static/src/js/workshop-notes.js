// Stores the notes of a workshop without loading the page anew: Enter, and the field is free for
// the next one. What is not stored yet waits in order; nothing that was typed gets lost.
const form = document.querySelector('[data-notes]')

if (form) {
  const field = form.elements.text
  const status = document.getElementById('note-status')
  const waiting = []
  let key = form.elements.submission_key.value
  let busy = false
  let fixed = null

  const say = (text) => { status.textContent = text }

  const take = (page) => {
    const fresh = page.querySelector('[data-notes] [name="submission_key"]')
    if (!fresh) return false
    key = fresh.value
    document.getElementById('notes').replaceWith(document.adoptNode(page.getElementById('notes')))
    return true
  }

  const giveBack = (data, message) => {
    waiting.shift()
    const rest = [data, ...waiting.splice(0)].map((one) => one.get('text'))
    field.value = [...rest, field.value].filter(Boolean).join(' / ')
    say(message)
    field.focus()
  }

  const send = async (data) => {
    data.set('submission_key', fixed ?? key)
    fixed = data.get('submission_key')
    const answer = await fetch(form.action, { method: 'POST', body: data })
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    fixed = null
    if (answer.ok && take(page)) {
      waiting.shift()
      say(page.querySelector('.notice.good')?.textContent.trim() ?? '')
      return true
    }
    const fresh = page.querySelector('[data-notes] [name="submission_key"]')
    if (fresh) key = fresh.value
    const wrong = page.querySelector('.error-summary li, .error-summary p')
    giveBack(data, wrong?.textContent.trim() || form.dataset.failed)
    return false
  }

  const work = async () => {
    if (busy) return
    busy = true
    try {
      while (waiting.length && await send(waiting[0]));
    } catch {
      // No connection: the note keeps its key, so that trying again can never store it twice.
      say(`${form.dataset.failed} ${form.dataset.left.replace('{n}', waiting.length)}`)
    }
    busy = false
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (field.value.trim()) {
      waiting.push(new FormData(form))
      form.reset()
      field.value = ''
      say(form.dataset.waiting)
    }
    field.focus()
    work()
  })

  addEventListener('beforeunload', (event) => { if (waiting.length) event.preventDefault() })
}
