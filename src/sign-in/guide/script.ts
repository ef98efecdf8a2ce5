import { PROFILES_SCRIPT } from './script-profiles';
import { SEARCH_SCRIPT } from './script-search';
import { STORAGE_SCRIPT } from './script-storage';

/**
 * The script of the page: search, keys, profiles, favourites, and links for a chosen account. Without JavaScript, the page hides its
 * controls.
 */
export const SCRIPT = `(() => {
'use strict';
const byId = (id) => document.getElementById(id);
const field = byId('search');
const status = byId('status');
const marked = byId('marked');
const filters = ['stage', 'level'].map(byId).filter((filter) => filter);
const caller = byId('caller');
const sections = Array.from(document.querySelectorAll('section.access'));
/** The accounts in the chunks of the list. Their texts are read when they are first needed, because there can be thousands. */
const chunks = Array.from(document.querySelectorAll('tbody.chunk'), (element) => ({
  element, accounts: Array.from(element.children, (row) => ({ row, access: element.dataset.access, isShown: true })),
}));
const accounts = chunks.flatMap((chunk) => chunk.accounts);
const ofRow = new Map(accounts.map((account) => [account.row, account]));
const textIn = ({ row }, selector) => row.querySelector(selector).textContent;
const nameOf = (account) => account.name ??= textIn(account, '.name');
const idOf = (account) => account.id ??= textIn(account, '.id');

/** An element with these properties, the name for a screen reader among them. */
function create(tag, { label, ...properties }) {
  const element = Object.assign(document.createElement(tag), properties);
  if (label) {
    element.setAttribute('aria-label', label);
  }
  return element;
}
${PROFILES_SCRIPT}${STORAGE_SCRIPT}${SEARCH_SCRIPT}
/** The buttons of rows: only those that are shown near the screen have them. */
const near = new IntersectionObserver((entries) => entries.forEach(({ target, isIntersecting }) => {
  const chunk = chunks.find(({ element }) => element === target);
  chunk.isNear = isIntersecting;
  addButtonsNear(chunk);
}), { rootMargin: '400px' });

function addButtonsNear({ isNear, accounts: rows }) {
  if (isNear) {
    rows.filter(({ isShown }) => isShown).forEach(addButtons);
  }
}

function addButtons(account) {
  const { row } = account;
  if (row.hasAttribute('role')) {
    return;
  }
  row.setAttribute('role', 'row');
  Array.from(row.children, (cell, i) => cell.setAttribute('role', i === 0 ? 'rowheader' : 'cell'));
  const of = nameOf(account) + ', ' + idOf(account);
  const cell = create('td', { className: 'actions' });
  cell.setAttribute('role', 'cell');
  if (hasProfile(account)) {
    cell.append(create('button', { type: 'button', className: 'copy', textContent: 'Copy profile', label: 'Copy profile: ' + of }));
  }
  const more = create('button', { type: 'button', className: 'more', textContent: 'More', label: 'More: ' + of });
  more.setAttribute('aria-expanded', 'false');
  const star = create('button', { type: 'button', className: 'star', label: 'Favourite: ' + of });
  cell.append(more, star);
  row.append(cell);
  showStar(account);
}

function toggleDetail(account) {
  const { row } = account;
  const button = row.querySelector('.more');
  const open = button.getAttribute('aria-expanded') === 'false';
  button.setAttribute('aria-expanded', String(open));
  if (!open) {
    row.querySelector('.detail').remove();
    return;
  }
  const detail = create('td', { className: 'detail' });
  detail.setAttribute('role', 'cell');
  detail.append(create('bdi', { textContent: textIn(account, '.arn') }));
  profilesOf(account).forEach(({ caller, text: textContent }) => {
    const text = create('pre', {});
    text.append(create('code', { textContent }));
    text.dataset.caller = caller;
    detail.append(text);
  });
  row.append(detail);
}

document.addEventListener('click', ({ target }) => {
  const control = target.closest('button, a.switch');
  const account = ofRow.get(target.closest('tr.account'));
  if (!control || !account) {
    return;
  }
  if (control.matches('.copy')) {
    copyProfile(account);
  } else if (control.matches('.more')) {
    toggleDetail(account);
  } else if (control.matches('.star')) {
    toggleFavourite(account);
  } else if (control.matches('.switch')) {
    remember(account);
  }
});

// The user chooses the account of an organization.
document.addEventListener('input', ({ target }) => {
  const parts = target.dataset.url;
  if (parts) {
    const link = target.closest('td').querySelector('a');
    const id = target.value.replace(/[\\s-]/g, '');
    link.hidden = !/^[0-9]{12}$/.test(id);
    link.href = JSON.parse(parts).join(id);
  }
});

document.documentElement.classList.add('js');
moveMarked();
chooseCaller();
// A browser may restore the text of the search field; the address has precedence.
readAddress();
chunks.forEach(({ element }) => near.observe(element));
// The first key then finds the texts ready.
(window.requestIdleCallback ?? setTimeout)(index);
if (location.hash === '' || location.hash.includes('=')) {
  field.focus({ preventScroll: true });
}
})();`;
