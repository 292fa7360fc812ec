// Tells colleagues that this item is open here, as long as nobody else has it.
const tools = document.querySelector('[data-claim]:not([data-taken])')
const token = tools?.querySelector('[name=csrf_token]')?.value

if (token) {
  const body = new URLSearchParams({ csrf_token: token })
  fetch(tools.dataset.claim, { method: 'POST', body }).catch(() => {})
}
