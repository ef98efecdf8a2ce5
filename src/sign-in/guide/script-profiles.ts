/** Copies and saves profiles: of one account, or of those that the list shows. */
export const PROFILES_SCRIPT = `
/** The profile for the kind of caller that the user has chosen; otherwise the first of the account. */
function profileOf({ codes }) {
  return codes.find(({ dataset }) => caller && dataset.caller === caller.value) ?? codes[0];
}

async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = done;
    return true;
  } catch {
    return false;
  }
}

function select(code) {
  for (let element = code; element; element = element.parentElement) {
    if (element.matches('details')) {
      element.open = true;
    }
  }
  getSelection().selectAllChildren(code);
  code.scrollIntoView({ block: 'center' });
  status.textContent = 'The text is selected: press Ctrl+C or Command+C to copy it';
}

async function copyProfile(account, button) {
  const code = profileOf(account);
  if (!await copy(code.textContent, 'Copied profile ' + code.dataset.name)) {
    select(code);
    return;
  }
  remember(account);
  if (button) {
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy profile'; }, 2000);
  }
}

/** The accounts in the list that have a profile. */
function accountsToCopy() {
  return accounts.filter(({ row, codes }) => !row.hidden && codes.length > 0);
}

/** Their profiles, for one kind of caller. */
function profilesText() {
  return accountsToCopy().map((account) => profileOf(account).textContent + '\\n').join('\\n');
}

byId('copy-all').addEventListener('click', async () => {
  if (!await copy(profilesText(), 'Copied ' + count(accountsToCopy().length, 'profile'))) {
    select(byId('profile-texts'));
  }
});
byId('save-all').addEventListener('click', () => {
  const link = create('a', { download: 'aws-cli.ini', href: URL.createObjectURL(new Blob([profilesText()], { type: 'text/plain' })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
});

function count(number, noun) {
  return number + ' ' + noun + (number === 1 ? '' : 's');
}
`;
