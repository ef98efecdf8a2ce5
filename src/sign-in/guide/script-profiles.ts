/** Copies and saves profiles: of one account, or of those that the list shows. */
export const PROFILES_SCRIPT = `
/** The profiles of the accounts with the same templates. A part is a text, or a function of the account's values. */
const templates = Array.from(document.querySelectorAll('#profile-templates pre'), (group) => Array.from(group.children, ({ dataset, childNodes }) => ({
  ...dataset, parts: Array.from(childNodes, ({ className, textContent }) => className ? (values) => values[className] : () => textContent),
})));
const templatesOf = ({ row }) => templates[row.dataset.template];
const isProfile = ({ caller }) => typeof caller === 'string';
const hasProfile = (account) => templatesOf(account).some(isProfile);

function filled(account, { caller, ending, parts }) {
  const values = { name: account.row.dataset.profile, arn: textIn(account, '.arn') };
  return { caller, name: values.name + ending, text: parts.map((part) => part(values)).join('') };
}

/** All profiles of an account; one without a kind of caller is a comment that says why the account has no profile. */
const profilesOf = (account) => templatesOf(account).map((template) => filled(account, template));

/** The profile for the kind of caller that the user has chosen; otherwise the first of the account. */
function profileOf(account) {
  const profiles = templatesOf(account).filter(isProfile);
  return filled(account, profiles.find((profile) => profile.caller === caller?.value) ?? profiles[0]);
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

function select(element) {
  getSelection().selectAllChildren(element);
  element.scrollIntoView({ block: 'center' });
  status.textContent = 'The text is selected: press Ctrl+C or Command+C to copy it';
}

async function copyProfile(account) {
  const profile = profileOf(account);
  if (!await copy(profile.text, 'Copied profile ' + profile.name)) {
    if (!account.row.querySelector('.detail')) {
      toggleDetail(account);
    }
    select(account.row.querySelector('.detail pre[data-caller="' + profile.caller + '"]'));
    return;
  }
  remember(account);
  const button = account.row.querySelector('.copy');
  button.textContent = 'Copied';
  setTimeout(() => { button.textContent = 'Copy profile'; }, 2000);
}

/** The accounts in the list that have a profile. */
function accountsToCopy() {
  return accounts.filter((account) => account.isShown && hasProfile(account));
}

/** Their profiles, for one kind of caller. */
function profilesText() {
  return accountsToCopy().map((account) => profileOf(account).text + '\\n').join('\\n');
}

const allProfiles = byId('all-profiles');
const allTexts = byId('profile-texts');
function showAllProfiles() {
  const text = allProfiles.open ? profilesText() : '';
  // The same text again would end its selection.
  if (allTexts.textContent !== text) {
    allTexts.textContent = text;
  }
}
allProfiles.addEventListener('toggle', showAllProfiles);
byId('copy-all').addEventListener('click', async () => {
  if (!await copy(profilesText(), 'Copied ' + count(accountsToCopy().length, 'profile'))) {
    allProfiles.open = true;
    showAllProfiles();
    select(allTexts);
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
