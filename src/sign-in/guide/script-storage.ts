/** Favourites and recently used accounts, which the browser keeps if it allows that. They are at the top of the list. */
export const STORAGE_SCRIPT = `
const STORE = 'cross-account-read-only-access';
const MOST_RECENT = 5;
const kept = { favourites: [], recent: [], callers: [] };
const keyOf = (account) => nameOf(account) + ' ' + textIn(account, '.arn');
try {
  const stored = JSON.parse(localStorage.getItem(STORE)) ?? {};
  Object.keys(kept).forEach((list) => { kept[list] = Array.isArray(stored[list]) ? stored[list].filter((key) => typeof key === 'string') : []; });
} catch {
  // The browser keeps nothing for this page, or another page has written something else.
}

function keep() {
  try {
    localStorage.setItem(STORE, JSON.stringify(kept));
  } catch {
    // Likewise.
  }
}

function remember(account) {
  const key = keyOf(account);
  kept.recent = [key, ...kept.recent.filter((other) => other !== key)].slice(0, MOST_RECENT);
  keep();
}

function toggleFavourite(account) {
  const key = keyOf(account);
  kept.favourites = kept.favourites.includes(key) ? kept.favourites.filter((other) => other !== key) : [...kept.favourites, key];
  keep();
  showStar(account);
}

function showStar(account) {
  const star = account.row.querySelector('.star');
  const isFavourite = kept.favourites.includes(keyOf(account));
  star.textContent = isFavourite ? '★' : '☆';
  star.setAttribute('aria-pressed', String(isFavourite));
}

/** The kind of caller is kept too: it is the reader's, and not part of an address that is shared. */
function chooseCaller() {
  const options = Array.from(caller?.options ?? []);
  const known = options.find(({ text }) => kept.callers.includes(text));
  if (known) {
    known.selected = true;
  }
  caller?.addEventListener('change', () => {
    showAllProfiles();
    kept.callers = [...kept.callers.filter((text) => !options.some((option) => option.text === text)), caller.selectedOptions[0].text];
    keep();
  });
}

/** On opening only, so that no row moves under the pointer. */
function moveMarked() {
  const keys = [...new Set([...kept.favourites, ...kept.recent])];
  const ofKey = keys.length > 0 ? new Map(accounts.map((account) => [keyOf(account), account])) : new Map();
  const moved = new Set(keys.flatMap((key) => ofKey.get(key) ?? []));
  if (moved.size > 0) {
    chunks.forEach((chunk) => { chunk.accounts = chunk.accounts.filter((account) => !moved.has(account)); });
    chunks.unshift({ element: marked, accounts: [...moved] });
    marked.append(...[...moved].map(({ row }) => row));
  }
}
`;
