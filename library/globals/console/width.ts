// How many terminal columns a text takes, as Node counts them to set arrays in columns: wide East Asian characters and
// emoji take two, combining and format characters none.
import { stringCodeAt } from '../../runtime/intrinsics/mod.ts'

/**
 * The code points from U+007F on that do not take one column (Unicode 17, as in Node 26; width.test.ts compares).
 * For each run: how far it starts after the end of the one before, then twice its length, plus one if it is wide.
 * Numbers are base 32, lowest digit first; a digit that another follows has 32 added; all are offset by 48.
 */
const RUNS =
  '0R2PCP7c8>W8j212141412h1<:F12^1Z1@2U3@1<2418Q1212Nf1k2Fj1B92H81B161:[16d145BZ1b3g12124@423>:4M2j124882D4'
  + 'J224i1244442632N432;4i124:1442D4F<12j1222188274;4N2m12<2b1232g1216561874;4M2j12226254D4L4i144882D4M2X227'
  + '612j222><@R322B;>Y24K21212g1L1:145F1X292V381<1424I446@8=22462?2R3Q6m?6bM6M4N4N4P241>822F92]1:e34R12f3644'
  + '9266k6422j121>12122@6D22`1l22HD8`121:1252X1B<4P182416h12143216j1@24h461J1>426234V6P4[@:J:a1:1DP3R2YA5=5n'
  + '593323Y@5E5JA@I[13:=33=385A5558353E3751343237345L3S13134713m17H3>3kJ5c1343i<6]42P3P2P4e11c5<]=Jo42]52_65'
  + 'g21m51]59Q31a28kSi13_3X=81DP14`24`823242I452g44JT1=2V1@IF>k136`122824W12S2<2424<282_12c1216245412Z1482^7'
  + '22242BYjElZ8QP1N2QGP10E6P10W21W119c421Q6o3?B6Q@2R72e4:Vd161458X1642U54mA8Q2:m94]2<V2Fa18k32f1NY1224:6a18'
  + '242242:2b16T1:1@n12<4d1B:822o2622146222m423@E4i1432U1>3:V2<=21212>4e2@2612G2d2<124414^786414K4e2@2214Z32'
  + '122<12U3212281:S8B14P841242`482442P1DX1<28829<26^1J14V621612Y6>1<12b2\\12>1414j3<32141>12X243212k:4;4d1:5'
  + '212G2eV5R16NXV;H36P^2:k1>hP12o18]2;;?9]]>Y1Q2Q3W7m_891?151WB?3M723>98iHQ]2418lb4l22^1g@5769P12>N8=5U46k5'
  + '_59_1Yd1^34T382>2F:1N`Z1>1R12>141:T32P5>g;2m18l?8n74c72227452j>>]3>ie13Z63n532E[2k1=i24C75>=j4S2<C1]41]1'
  + '<g24;<S1333_4131g;2o3=91a1B3J5=3f2[5`1]463372939;57CS7I43k8o21E1c;`3K3G3c3134Q12I4EWX1moo32moo3SPPD2NP6P'
  + '4P?'

/** First code point of each run, its end, its width; in turn. Decoded when first needed. */
let runs: number[] = []

function decoded(): number[] {
  const result: number[] = []
  let at = 0x7f
  let value = 0
  let scale = 1
  let isGap = true
  for (let i = 0; i < RUNS.length; i++) {
    const digit = stringCodeAt(RUNS, i) - 48
    value += (digit & 31) * scale
    scale *= 32
    if (digit >= 32) continue
    if (isGap) at += value
    else {
      const length = value >> 1
      result[result.length] = at
      result[result.length] = at + length
      result[result.length] = (value & 1) * 2
      at += length
    }
    isGap = !isGap
    value = 0
    scale = 1
  }
  return result
}

function codePointWidth(code: number): number {
  if (runs.length === 0) runs = decoded()
  let low = 0
  let high = runs.length / 3
  while (low < high) {
    const middle = (low + high) >> 1
    if (runs[middle * 3 + 1] <= code) low = middle + 1
    else high = middle
  }
  return low * 3 < runs.length && runs[low * 3] <= code ? runs[low * 3 + 2] : 1
}

export function textWidth(text: string): number {
  let width = 0
  for (let i = 0; i < text.length; i++) {
    let code = stringCodeAt(text, i)
    if (code < 127) {
      if (code >= 32) width++
      continue
    }
    if (code >= 0xd800 && code < 0xdc00 && i + 1 < text.length) {
      const next = stringCodeAt(text, i + 1)
      if (next >= 0xdc00 && next < 0xe000) {
        code = (code - 0xd800) * 0x400 + (next - 0xdc00) + 0x10000
        i++
      }
    }
    width += codePointWidth(code)
  }
  return width
}
