/* Offers passkeys where the browser has them, and says so when one does not fit. */
(function () {
  const ABORTED = 'No passkey was used. Try again, or sign in another way.'

  document.addEventListener('DOMContentLoaded', function () {
    if (!window.PublicKeyCredential) return
    document.querySelectorAll('[data-needs-passkeys]').forEach(element => { element.hidden = false })
  })

  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    const problem = document.getElementById('passkey-problem')
    const exception = event.detail.exception
    problem.textContent = exception.name === 'NotAllowedError' ? ABORTED : exception.message
    problem.hidden = false
  })
})()
