/** Finds accounts by the text and the filters, keeps these in the address, and moves between accounts by keys. */
export const SEARCH_SCRIPT = `
const fold = (text) => text.normalize('NFKD').replace(/\\p{M}/gu, '').toLowerCase();
const wordsOf = (text) => fold(text).split(/\\s+/).filter((word) => word !== '');

/** What can be found of an account besides its id, once as it is and once without hyphens. */
function textOf(account) {
  account.text ??= withoutHyphens(fold([
    account.row.cells[0].textContent, ...account.codes.map(({ dataset }) => dataset.name), sections[account.row.dataset.access].dataset.role,
  ].join(' ')));
  return account.text;
}

function withoutHyphens(text) {
  return text + ' ' + text.replace(/[-_/]+/g, ' ');
}

/** Whether an account has every word, where dashes and spaces in an account id do not count. */
function isFound(account, words, digits) {
  return words.length === 0 || (digits !== '' && account.id.includes(digits))
    || words.every((word) => textOf(account).includes(word) || (digits === '' && account.id.includes(word.replace(/-/g, ''))));
}

function isChosen({ row: { dataset } }) {
  const valueOf = { stage: dataset.stage ?? 'other', level: sections[dataset.access].dataset.level };
  return filters.every(({ id, value }) => value === '' || valueOf[id] === value);
}

function search() {
  const words = wordsOf(field.value);
  const [, digits = ''] = /^([\\d\\s-]*\\d[\\d\\s-]*)$/.exec(field.value) ?? [];
  const id = digits.replace(/[\\s-]/g, '');
  let found = 0;
  accounts.forEach((account) => {
    const isShown = isChosen(account) && isFound(account, words, id);
    found += isShown ? 1 : 0;
    if (account.row.hidden === isShown) {
      account.row.hidden = !isShown;
    }
  });
  marked.hidden = !marked.querySelector('tr:not([hidden])');
  byId('none').hidden = found > 0;
  status.textContent = found === accounts.length ? count(found, 'account') : found + ' of ' + count(accounts.length, 'account');
  document.querySelector('tr.first')?.classList.remove('first');
  const profiles = accountsToCopy().length;
  byId('copy-all').textContent = 'Copy ' + count(profiles, 'profile');
  byId('save-all').textContent = 'Download ' + count(profiles, 'profile');
  if (words.length > 0) {
    firstRow()?.classList.add('first');
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

function rowBeside(row, direction) {
  const rows = Array.from(document.querySelectorAll('tr.account:not([hidden])'));
  return rows[rows.indexOf(row) + direction];
}

const firstRow = () => document.querySelector('tr.account:not([hidden])');

function focusRow(row, selector = 'a.switch[href]:not([hidden]), input, button') {
  addButtons(ofRow.get(row));
  (row.querySelector(selector) ?? row.querySelector('a[href], input, button'))?.focus();
}

function openFirst() {
  const row = firstRow();
  const link = row?.querySelector('a.switch[href]');
  if (link) {
    link.click();
  } else if (row) {
    focusRow(row);
  }
}

field.addEventListener('input', () => { search(); writeAddress(); });
filters.forEach((filter) => filter.addEventListener('change', () => { search(); writeAddress(); }));
window.addEventListener('hashchange', readAddress);

document.addEventListener('keydown', (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || target.matches('select')) {
    return;
  }
  const row = target.closest('tr.account');
  const isText = target.matches('input');
  if (key === 'ArrowDown' && (row || target === field)) {
    const next = row ? rowBeside(row, 1) : firstRow();
    if (next) {
      event.preventDefault();
      focusRow(next);
    }
  } else if (key === 'ArrowUp' && row) {
    event.preventDefault();
    const previous = rowBeside(row, -1);
    if (previous) {
      focusRow(previous);
    } else {
      field.focus();
    }
  } else if (key === 'Enter' && target === field && field.value.trim() !== '') {
    openFirst();
  } else if (key === 'Escape' && (target === field || row)) {
    field.value = '';
    search();
    writeAddress();
    field.focus();
  } else if (key === 'c' && row && !isText && ofRow.get(row).codes.length > 0) {
    copyProfile(ofRow.get(row), row.querySelector('.copy'));
  } else if (key === '/' && !isText) {
    event.preventDefault();
    field.focus();
    field.select();
  }
});
`;
