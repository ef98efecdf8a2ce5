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
const body = byId('rows');
const marked = byId('marked');
const filters = ['stage', 'level'].map(byId).filter((filter) => filter);
const caller = byId('caller');
const sections = Array.from(document.querySelectorAll('section.access'));
const texts = Array.from(document.querySelectorAll('#profile-texts > samp'));
const accounts = Array.from(body.rows, (row, i) => {
  const [head, id] = row.cells;
  return { row, name: head.querySelector('.name').textContent, id: id.textContent, codes: Array.from(texts[i].querySelectorAll('[data-name]')) };
});
const ofRow = new Map(accounts.map((account) => [account.row, account]));

/** An element with these properties, the name for a screen reader among them. */
function create(tag, { label, ...properties }) {
  const element = Object.assign(document.createElement(tag), properties);
  if (label) {
    element.setAttribute('aria-label', label);
  }
  return element;
}
${PROFILES_SCRIPT}${STORAGE_SCRIPT}${SEARCH_SCRIPT}
/** The buttons of a row: only those near the screen have them, because a page can have thousands. */
const near = new IntersectionObserver((entries) => entries.filter(({ isIntersecting }) => isIntersecting).forEach(({ target }) => {
  near.unobserve(target);
  addButtons(ofRow.get(target));
}), { rootMargin: '400px' });

function addButtons(account) {
  if (account.buttons) {
    return;
  }
  account.buttons = true;
  const { row, name, id, codes } = account;
  const cell = row.cells[3];
  if (codes.length > 0) {
    cell.append(create('button', { type: 'button', className: 'copy', textContent: 'Copy profile', label: 'Copy profile: ' + name + ', ' + id }));
  }
  const more = create('button', { type: 'button', className: 'more', textContent: 'More', label: 'More: ' + name + ', ' + id });
  more.setAttribute('aria-expanded', 'false');
  const star = create('button', { type: 'button', className: 'star', label: 'Favourite: ' + name + ', ' + id });
  cell.append(more, star);
  showStar(account);
}

function toggleDetail(account, button) {
  const { row, codes } = account;
  const open = button.getAttribute('aria-expanded') === 'false';
  button.setAttribute('aria-expanded', String(open));
  if (!open) {
    row.querySelector('.detail').remove();
    return;
  }
  const detail = create('td', { className: 'detail' });
  detail.setAttribute('role', 'cell');
  detail.append(create('bdi', { className: 'arn', textContent: row.querySelector('.arn').textContent }));
  codes.forEach((code) => {
    const text = create('pre', {});
    text.append(create('code', { textContent: code.textContent }));
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
    copyProfile(account, control);
  } else if (control.matches('.more')) {
    toggleDetail(account, control);
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
accounts.forEach(({ row }) => near.observe(row));
if (location.hash === '' || location.hash.includes('=')) {
  field.focus({ preventScroll: true });
}
})();`;
