// Builds app/static/dist: one stylesheet for each writing direction (KERN without what no template
// uses, and ours on top), fonts cut down to the letters needed, scripts, and a manifest of the
// hashed names. The same input gives the same names.
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { transform } from 'lightningcss'
import { PurgeCSS } from 'purgecss'
import rtlcss from 'rtlcss'
import subsetFont from 'subset-font'

const SOURCE = 'app/static/src'
const TARGET = 'app/static/dist'
const KERN = 'node_modules/@kern-ux/native'
const NOTICE =
  '/*! KERN UX (@kern-ux/native), EUPL-1.2, unused styles left out; and styles of Ortsstimme, EUPL-1.2 */'
const FONTS = { 'FiraSans-Regular': 400, 'FiraSans-SemiBold': 600 }
const ALPHABETS = {
  latin: [[0x20, 0x7e], [0xa0, 0x17f], [0x218, 0x21b], [0x2010, 0x2027], [0x2030, 0x203a],
    [0x20ac, 0x20ac], [0x2190, 0x2193], [0x2212, 0x2212], [0x1e9e, 0x1e9e]],
  cyrillic: [[0x400, 0x45f], [0x490, 0x491]],
}
// Classes that only scripts or macros put together.
const SAFELIST = [/^kern-(alert|badge|icon|btn)--(info|success|warning|danger|primary|secondary|tertiary)$/]

const manifest = {}

rmSync(TARGET, { recursive: true, force: true })
mkdirSync(TARGET, { recursive: true })
const faces = await buildFonts()
await buildStyles(faces)
for (const name of filesIn('js')) publish(name, readFileSync(join(SOURCE, 'js', name)))
for (const name of filesIn('img')) publish(name, readFileSync(join(SOURCE, 'img', name)))
cpSync(join(KERN, 'LICENSE.md'), join(TARGET, 'KERN-LICENSE.md'))
writeFileSync(join(TARGET, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n')

function filesIn (folder) {
  return readdirSync(join(SOURCE, folder)).sort()
}

function publish (name, content) {
  const bytes = Buffer.from(content)
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10)
  const hashed = `${basename(name, extname(name))}.${hash}${extname(name)}`
  manifest[name] = hashed
  writeFileSync(join(TARGET, hashed), bytes)
  if (extname(name) !== '.woff2') {
    writeFileSync(join(TARGET, `${hashed}.gz`), gzipSync(bytes, { level: 9 }))
    const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
    writeFileSync(join(TARGET, `${hashed}.br`), brotliCompressSync(bytes, options))
  }
  return hashed
}

async function buildFonts () {
  const rules = []
  for (const [file, weight] of Object.entries(FONTS)) {
    const font = readFileSync(join(KERN, 'dist/fonts/fira-sans', `${file}.woff2`))
    for (const [alphabet, ranges] of Object.entries(ALPHABETS)) {
      const letters = ranges.flatMap(([first, last]) =>
        Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)))
      const cut = await subsetFont(font, letters.join(''), { targetFormat: 'woff2' })
      const name = publish(`${file}-${alphabet}.woff2`, cut)
      const range = ranges.map(([a, b]) => `U+${a.toString(16)}-${b.toString(16)}`).join(',')
      rules.push(`@font-face{font-family:"Fira Sans";font-weight:${weight};font-display:swap;` +
        `src:url(${name}) format("woff2");unicode-range:${range}}`)
    }
  }
  return rules.join('\n')
}

async function buildStyles (faces) {
  const [kern] = await new PurgeCSS().purge({
    css: [join(KERN, 'dist/kern.css')],
    content: ['app/templates/**/*.html', 'app/**/*.py', `${SOURCE}/js/*.js`],
    safelist: { standard: SAFELIST },
    variables: true,
  })
  const own = filesIn('css').map((name) => readFileSync(join(SOURCE, 'css', name), 'utf8'))
  const all = [faces, kern.css, ...own].join('\n')
  publish('site.css', NOTICE + minified(all))
  publish('site-rtl.css', NOTICE + minified(rtlcss.process(all)))
}

function minified (css) {
  const { code } = transform({
    filename: 'site.css', code: Buffer.from(css), minify: true, errorRecovery: true,
  })
  return code.toString()
}
