/** The script of the page: search, copy and links for a chosen account. Without JavaScript, the page hides these controls. */
export const SCRIPT = `(() => {
  'use strict';
  document.documentElement.classList.add('js');
  const field = document.getElementById('search');
  const status = document.getElementById('status');
  const none = document.getElementById('none');
  const sections = Array.from(document.querySelectorAll('section.access'), (section) => ({
    section,
    rows: Array.from(section.querySelectorAll('tbody tr'), (row) => ({
      row,
      text: (row.cells[0].textContent + ' ' + row.cells[1].textContent + ' '
        + Array.from(row.querySelectorAll('button.copy'), ({ dataset }) => dataset.name).join(' ') + ' ' + section.dataset.role).toLowerCase(),
    })),
  }));
  const total = sections.reduce((sum, { rows }) => sum + rows.length, 0);

  function search() {
    const words = field.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
    let found = 0;
    for (const { section, rows } of sections) {
      let here = 0;
      for (const { row, text } of rows) {
        const fits = words.every((word) => text.includes(word));
        if (row.hidden === fits) {
          row.hidden = !fits;
        }
        here += fits ? 1 : 0;
      }
      section.hidden = here === 0;
      found += here;
    }
    none.hidden = found > 0;
    status.textContent = words.length === 0 ? '' : found + ' of ' + total + ' accounts';
  }

  async function copy(button) {
    const code = button.parentElement.querySelector('code');
    try {
      await navigator.clipboard.writeText(code.textContent);
      status.textContent = 'Copied profile ' + button.dataset.name;
      button.textContent = 'Copied';
      setTimeout(() => { button.textContent = 'Copy profile'; }, 2000);
    } catch {
      code.closest('details').open = true;
      getSelection().selectAllChildren(code);
      status.textContent = 'The profile is selected: press Ctrl+C or Command+C to copy it';
    }
  }

  document.addEventListener('input', ({ target }) => {
    const url = target.dataset.url;
    if (url) {
      const link = target.closest('td').querySelector('a');
      link.hidden = !/^[0-9]{12}$/.test(target.value);
      link.href = url.replaceAll('ACCOUNT-ID', target.value);
    }
  });
  field.addEventListener('input', search);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      field.value = '';
      search();
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.matches('input')) {
      event.preventDefault();
      field.focus();
    }
  });
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button.copy');
    if (button) {
      copy(button);
    }
  });
  // A browser may restore the text of the search field.
  search();
})();`;
