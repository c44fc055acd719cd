// SPDX-License-Identifier: Apache-2.0
// Distils the npm package crawler-user-agents into robots.txt, the list that the hub tells robots by:
//   npm pack crawler-user-agents && tar xzf crawler-user-agents-*.tgz
//   node distil.mjs package > ../resources/org/parley/shortening/internal/robots.txt
// Regular expressions become plain markers, so that one pass over a user agent finds all of them.
import { readFileSync } from 'node:fs';

const folder = process.argv[2];
const { version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
const licence = readFileSync(`${folder}/LICENSE`, 'utf8');
const entries = JSON.parse(readFileSync(`${folder}/crawler-user-agents.json`, 'utf8'));

// What real browsers of real people say too.
const people = new Set([
  'MetaIAB Facebook', // the browser inside Facebook's app
  'Fluid', // a browser for one site on a Mac
  'AP3A\\.240617\\.008', // a build of Android 15
]);

// Libraries and tools that the package does not list.
const more = ['^Java-http-client/', '^Java/', '^undici', '^node', '^Deno/', '^Bun/', '^Ruby', '^PHP/', '^GuzzleHttp/',
  '^PostmanRuntime/', '^insomnia/', '^k6/', '^hey/', '^Dart/', '^python', '^Faraday', '^reqwest/', '^libcurl/',
  '^Pleroma', '^Akkoma', '^Misskey/', '^Bluesky Cardyb', 'Bluesky Cardyb'];

// The few expressions that are more than a text, as texts.
const spelled = {
  '[wW]get': ['wget', 'Wget'],
  '(sistrix|SISTRIX) [cC]rawler': ['sistrix crawler', 'sistrix Crawler', 'SISTRIX Crawler', 'SISTRIX crawler'],
  'Ahrefs(Bot|SiteAudit)': ['AhrefsBot', 'AhrefsSiteAudit'],
  'AdsBot-Google([^-]|$)': ['AdsBot-Google'],
  'S[eE][mM]rushBot': ['SemrushBot', 'SEMrushBot'],
  'Livelap[bB]ot': ['LivelapBot', 'Livelapbot'],
  '[pP]ingdom': ['pingdom', 'Pingdom'],
  'Bark[rR]owler': ['Barkrowler', 'BarkRowler'],
  '(^| )sentry\\/': ['<sentry/'],
  '(^| )PTST\\/': ['<PTST/'],
  '[Cc]urebot': ['Curebot', 'curebot'],
  'BlogTraffic\\/\\d\\.\\d+ Feed-Fetcher': ['BlogTraffic/'],
  '[cC]laude[bB]ot': ['claudebot', 'ClaudeBot', 'Claudebot', 'claudeBot'],
  '[cC]ludo': ['<cludo', '<Cludo'],
  '[mM]echanize': ['mechanize', 'Mechanize'],
  '[aA]cunetix': ['acunetix', 'Acunetix'],
  '[dD]ir[Bb]uster': ['dirbuster', 'DirBuster', 'Dirbuster', 'dirBuster'],
  'Automaton|Newsify Feed Fetcher': ['Automaton', 'Newsify Feed Fetcher'],
  'Chirp|gotosocial': ['^Chirp', 'gotosocial'],
  'Netumo|netumo': ['Netumo', 'netumo'],
  'ContextualBot[\\s\\S]*outcomes\\.net': ['ContextualBot'],
  'Current[\\s\\S]*RSS Reader': ['RSS Reader'],
  'Spider[\\s\\S]*spider\\.com': ['spider.com'],
  'SSL Labs$': ['SSL Labs'],
  'GoogleAssociationService$': ['GoogleAssociationService'],
};

const speaking = /bot|crawl|spider|preview|monitor|scan|check|uptime|fetch|feed|rss|search|validat|external/i;

function markers({ pattern, instances }) {
  if (people.has(pattern)) return [];
  if (spelled[pattern]) return spelled[pattern];
  const text = pattern.replaceAll(/\\(.)/g, '$1');
  if (/(?<!\\)[[\](){}|$*+?]|\\[dswSDW]/.test(pattern) || /(?<!\\)\./.test(pattern)) {
    throw new Error(`Spell out '${pattern}'`);
  }
  if (text.startsWith('^')) return [text];
  const first = instances.length > 0 && instances.every((agent) => agent.startsWith(text));
  // A word that names no robot would be found in the names of apps and devices: at the start only.
  if (first && !speaking.test(text)) return [`^${text}`];
  return text.length < 6 && !speaking.test(text) ? [`<${text}`] : [text];
}

const all = [...new Set(entries.flatMap(markers).concat(more))].sort();
console.log(`# What robots say in their user agent; '^' marks the start of it, '<' the start of a word.
# Distilled by src/main/robots/distil.mjs from crawler-user-agents ${version}, which is under this licence:
${licence.trim().split('\n').map((line) => `# ${line}`.trimEnd()).join('\n')}
${all.join('\n')}`);
