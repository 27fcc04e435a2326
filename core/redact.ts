/** Keeps keys, secrets and tokens out of every output. */

const KEY_NAME =
  /(?:^|[^a-z])(?:app[-_ .]?(?:key|id|secret|token)|api[-_ .]?key|secret|token|passwd|password|credential|channel[-_]?key|access[-_ .]?key|licen[cs]e|appkey|appsecret|key|sign)(?:$|[^a-z])/i;
const RANDOM_RUN = /[A-Za-z0-9+_-]{16,}={0,2}/g;

/** True where the name of an item says that its value is a key, an id of an app account, or a secret. */
export function isKeyName(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  return KEY_NAME.test(words);
}

/** True where a value looks generated: 16 or more letters and digits that mix digits with letters, or hex. */
export function looksLikeKey(value: string): boolean {
  for (const run of value.match(RANDOM_RUN) ?? []) if (isRandom(run)) return true;
  return false;
}

/** Replaces every generated-looking run with its length, so that an excerpt can be shown. */
export function redact(text: string): string {
  return text.replace(RANDOM_RUN, (run) => (isRandom(run) ? `[${run.length} characters]` : run));
}

function isRandom(run: string): boolean {
  const digits = run.replace(/[^0-9]/g, '').length;
  const letters = run.replace(/[^A-Za-z]/g, '').length;
  if (letters === 0) return digits >= 20;
  if (digits === 0) return run.length >= 24 && changes(run) / run.length >= 0.4;
  if (/^(?:[A-Z]{0,6}[0-9a-f]{16,}|[0-9A-F]{16,})$/.test(run)) return true;
  // Names such as com_baidu_lbsapi_v3 hold few digits; keys hold many, or change between the kinds of letter all the time.
  if (digits >= 4 && digits / run.length > 0.12) return true;
  const share = changes(run) / run.length;
  return share >= 0.35 || (digits >= 2 && share >= 0.25);
}

/** How often small letters, capitals and digits follow each other: twice a word in a name, at every other place in a key. */
function changes(run: string): number {
  const kindOf = (c: string) => (/[0-9]/.test(c) ? 'd' : /[A-Z]/.test(c) ? 'u' : /[a-z]/.test(c) ? 'l' : '-');
  let count = 0;
  for (let i = 1; i < run.length; i++) {
    const [before, here] = [kindOf(run[i - 1] ?? ''), kindOf(run[i] ?? '')];
    if (before !== here && before !== '-' && here !== '-') count++;
  }
  return count;
}
