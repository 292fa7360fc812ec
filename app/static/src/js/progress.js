// Shows how far an export is without loading the page again, then offers the file.
const bar = document.querySelector('progress[data-state]')
if (bar) {
  const look = async () => {
    const answer = await fetch(bar.dataset.state)
    if (!answer.ok) return
    const { state, done, total, ready } = await answer.json()
    if (ready || state === 'failed') return location.reload()
    if (total) { bar.max = total; bar.value = done }
    setTimeout(look, 700)
  }
  look()
}
