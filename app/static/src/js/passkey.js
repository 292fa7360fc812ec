// Makes and uses passkeys: asks the server for a question, the browser for the answer, sends it.
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0))
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
const withIds = list => (list ?? []).map(known => ({ ...known, id: bytes(known.id) }))

async function answerOf (kind, question) {
  const publicKey = { ...question, challenge: bytes(question.challenge) }
  if (kind === 'create') {
    publicKey.user = { ...question.user, id: bytes(question.user.id) }
    publicKey.excludeCredentials = withIds(question.excludeCredentials)
  } else {
    publicKey.allowCredentials = withIds(question.allowCredentials)
  }
  const made = await navigator.credentials[kind]({ publicKey })
  const response = { clientDataJSON: text(made.response.clientDataJSON) }
  if (kind === 'create') {
    response.attestationObject = text(made.response.attestationObject)
  } else {
    response.authenticatorData = text(made.response.authenticatorData)
    response.signature = text(made.response.signature)
  }
  return JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response })
}

for (const form of document.querySelectorAll('[data-passkey]')) {
  if (!window.PublicKeyCredential) continue
  const says = form.querySelector('[data-says]')
  form.querySelector('button').hidden = false
  form.addEventListener('submit', async event => {
    event.preventDefault()
    says.textContent = ''
    try {
      const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value })
      const asked = await fetch(form.dataset.question, { method: 'POST', body })
      if (!asked.ok) return location.reload() // too long ago: confirm or sign in anew
      form.elements.credential.value = await answerOf(form.dataset.passkey, await asked.json())
      form.submit()
    } catch {
      says.textContent = form.dataset.failed
    }
  })
}
