/** Finds accounts by the text and the filters, keeps these in the address, and moves between accounts by keys. */
export const SEARCH_SCRIPT = `
const fold = (text) => text.normalize('NFKD').replace(/\\p{M}/gu, '').toLowerCase();
const wordsOf = (text) => fold(text).split(/\\s+/).filter((word) => word !== '');

let isIndexed = false;
/** Reads what can be found of the accounts besides their ids, once as it is and once without hyphens. */
function index() {
  if (isIndexed) {
    return;
  }
  isIndexed = true;
  const folded = fold(accounts.map((account) => [
    account.row.firstChild.textContent, ...templatesOf(account).map(({ ending }) => account.row.dataset.profile + ending), sections[account.access].dataset.role,
  ].join(' ').replace(/\\n/g, ' ')).join('\\n'));
  const plain = folded.replace(/[-_/]+/g, ' ').split('\\n');
  folded.split('\\n').forEach((text, i) => { accounts[i].text = text + ' ' + plain[i]; });
}

/** Whether an account has every word, where dashes and spaces in an account id do not count. */
function isFound(account, words, digits) {
  return words.length === 0 || (digits !== '' && idOf(account).includes(digits))
    || words.every((word) => account.text.includes(word) || (digits === '' && idOf(account).includes(word.replace(/-/g, ''))));
}

function isChosen({ row, access }) {
  const valueOf = { stage: () => row.querySelector('.stage')?.textContent ?? 'other', level: () => sections[access].dataset.level };
  return filters.every(({ id, value }) => value === '' || valueOf[id]() === value);
}

function search() {
  const words = wordsOf(field.value);
  const [, digits = ''] = /^([\\d\\s-]*\\d[\\d\\s-]*)$/.exec(field.value) ?? [];
  const id = digits.replace(/[\\s-]/g, '');
  const isAll = words.length === 0 && filters.every(({ value }) => value === '');
  if (!isAll) {
    index();
  }
  accounts.forEach((account) => { account.isShown = isAll || (isChosen(account) && isFound(account, words, id)); });
  chunks.forEach(showChunk);
  const found = accounts.filter(({ isShown }) => isShown).length;
  byId('none').hidden = found > 0;
  status.textContent = found === accounts.length ? count(found, 'account') : found + ' of ' + count(accounts.length, 'account');
  document.querySelector('tr.first')?.classList.remove('first');
  const profiles = accountsToCopy().length;
  byId('copy-all').textContent = 'Copy ' + count(profiles, 'profile');
  byId('save-all').textContent = 'Download ' + count(profiles, 'profile');
  showAllProfiles();
  if (words.length > 0) {
    firstShown()?.row.classList.add('first');
  }
}

/** Shows what was found in a chunk, whose rows stay as they are if it has nothing. */
function showChunk(chunk) {
  const { element, accounts: rows } = chunk;
  const shown = rows.filter(({ isShown }) => isShown).length;
  element.hidden = shown === 0;
  if (shown > 0) {
    // The browser estimates the height of a chunk that it skips.
    element.style.setProperty('--rows', shown);
    rows.filter(({ row, isShown }) => row.hidden === isShown).forEach(({ row, isShown }) => { row.hidden = !isShown; });
    addButtonsNear(chunk);
  }
}

function readAddress() {
  if (location.hash.includes('=')) {
    const state = new URLSearchParams(location.hash.slice(1));
    field.value = state.get('q') ?? '';
    filters.forEach((filter) => {
      filter.value = state.get(filter.id) ?? '';
      // The address of an earlier version can have what is not there any more.
      filter.selectedIndex = Math.max(filter.selectedIndex, 0);
    });
  }
  search();
}

let writing;
function writeAddress() {
  clearTimeout(writing);
  writing = setTimeout(() => {
    const state = [['q', field.value.trim()], ...filters.map(({ id, value }) => [id, value])];
    const shown = state.filter(([, value]) => value !== '').map(([key, value]) => key + '=' + encodeURIComponent(value)).join('&');
    try {
      history.replaceState(null, '', shown === '' ? location.href.replace(/#.*/, '') : '#' + shown);
    } catch {
      // Some browsers do not allow it for a page on disk, or not so often.
    }
  }, 150);
}

/** The accounts that are found, in the order of the list. */
const shownAccounts = () => chunks.flatMap((chunk) => chunk.accounts).filter(({ isShown }) => isShown);
const firstShown = () => shownAccounts()[0];

function accountBeside(account, direction) {
  const all = shownAccounts();
  return all[all.indexOf(account) + direction];
}

function focusAccount(account) {
  addButtons(account);
  account.row.querySelector('a.switch[href]:not([hidden]), input, button').focus();
}

function openFirst() {
  const first = firstShown();
  const link = first?.row.querySelector('a.switch[href]');
  if (link) {
    link.click();
  } else if (first) {
    focusAccount(first);
  }
}

/** What the user has changed is shown from its beginning, which the page may have scrolled past. */
function searchAgain() {
  search();
  writeAddress();
  scrollTo(0, 0);
}

field.addEventListener('input', searchAgain);
filters.forEach((filter) => filter.addEventListener('change', searchAgain));
window.addEventListener('hashchange', readAddress);

document.addEventListener('keydown', (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || target.matches('select')) {
    return;
  }
  const account = ofRow.get(target.closest('tr.account'));
  const isText = target.matches('input');
  if (key === 'ArrowDown' && (account || target === field)) {
    const next = account ? accountBeside(account, 1) : firstShown();
    if (next) {
      event.preventDefault();
      focusAccount(next);
    }
  } else if (key === 'ArrowUp' && account) {
    event.preventDefault();
    const previous = accountBeside(account, -1);
    if (previous) {
      focusAccount(previous);
    } else {
      field.focus();
    }
  } else if (key === 'Enter' && target === field && field.value.trim() !== '') {
    openFirst();
  } else if (key === 'Escape' && (target === field || account)) {
    field.value = '';
    searchAgain();
    field.focus();
  } else if (key === 'c' && account && !isText && hasProfile(account)) {
    copyProfile(account);
  } else if (key === '/' && !isText) {
    event.preventDefault();
    field.focus();
    field.select();
  }
});
`;
