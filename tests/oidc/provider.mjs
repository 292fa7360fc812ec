// A real OpenID provider on loopback for the tests. People and what is said about them come from
// the file in PEOPLE; whoever is named in the form is signed in, without a password.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

import Provider from 'oidc-provider'

const { PORT, PEOPLE, RETURN_TO } = process.env
const issuer = `http://127.0.0.1:${PORT}`
const registered = (id) => ({
  client_id: id,
  client_secret: `the secret of ${id}`,
  redirect_uris: RETURN_TO.split(' '),
})

const provider = new Provider(issuer, {
  clients: [registered('ortsstimme'), registered('other')],
  claims: {
    openid: ['sub', 'amr'],
    email: ['email', 'email_verified'],
    profile: ['name'],
    roles: ['roles'],
  },
  cookies: { keys: ['a key of the tests alone'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_ctx, interaction) => `/who/${interaction.uid}` },
  pkce: { required: () => true },
  // Read anew each time: tests take roles away between two sign-ins.
  findAccount: (_ctx, id) => {
    const { amr, ...said } = JSON.parse(readFileSync(PEOPLE, 'utf8'))[id]
    return { accountId: id, claims: () => ({ sub: id, ...said }) }
  },
  loadExistingGrant: async (ctx) => {
    const { client, session } = ctx.oidc
    const grant = new ctx.oidc.provider.Grant({
      clientId: client.clientId,
      accountId: session.accountId,
    })
    grant.addOIDCScope('openid email profile roles')
    await grant.save()
    return grant
  },
})

const page = `<!doctype html><html lang="en"><title>Who are you?</title>
<form method="post"><label>Who <input name="who"></label><button>Sign in</button></form></html>`

async function bodyOf(request) {
  let text = ''
  for await (const part of request) text += part
  return new URLSearchParams(text)
}

const answer = provider.callback()
createServer(async (request, response) => {
  if (!request.url.startsWith('/who/')) return answer(request, response)
  if (request.method === 'GET') return response.setHeader('Content-Type', 'text/html').end(page)
  const who = (await bodyOf(request)).get('who')
  try {
    const { amr } = JSON.parse(readFileSync(PEOPLE, 'utf8'))[who]
    await provider.interactionFinished(request, response, { login: { accountId: who, amr } })
  } catch (error) {
    response.writeHead(400).end(String(error))
  }
}).listen(Number(PORT), '127.0.0.1', () => console.log('ready'))
