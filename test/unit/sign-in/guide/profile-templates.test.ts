import * as fc from 'fast-check';
import { account, accounts, withProfilesOfUsers } from '../../../../e2e/guide/samples';
import { AccountDescription } from '../../../../src/sign-in/guide/access-description';
import { sharedName, templateGroups } from '../../../../src/sign-in/guide/profile-templates';

/** The names and texts that the templates give for each account. */
function filled(all: AccountDescription[]): string[][] {
  return templateGroups(all).flatMap(({ templates, accounts: members }) => members.flatMap((member) => templates.map(({ ending, parts }) => {
    const values = { name: sharedName(member), arn: member.roleArn };
    return [`${values.name}${ending}`, parts.map((part) => typeof part === 'string' ? part : values[part.value]).join('')];
  })));
}

const textsOf = (all: AccountDescription[]) => all.flatMap(({ profiles }) => profiles.map(({ name, text }) => [name, text]));
const named = (...names: string[]) => ({ ...account('x'), profiles: names.map((name) => ({ name, caller: 'IAM user', text: `[profile ${name}]` })) });

describe('the templates of profiles', () => {
  test('are the same for all accounts whose profiles differ only in name and ARN', () => {
    const all = accounts(20).map(withProfilesOfUsers);
    const groups = templateGroups(all);
    expect(groups).toHaveLength(1);
    expect(groups[0].accounts).toEqual(all);
    expect(groups[0].templates.map(({ caller, ending, isProfile }) => [caller, ending, isProfile])).toEqual([
      ['IAM user with an MFA code', '', true], ['IAM user whose session has MFA', '-session', true],
    ]);
    expect(filled(all)).toEqual(textsOf(all));
  });

  test('differ where another value differs, and where there is no profile', () => {
    const [first, second, third, fourth] = accounts(4);
    const inRegion = { ...second, profiles: second.profiles.map((profile) => ({ ...profile, text: `${profile.text}\nregion = eu-west-1` })) };
    const without = { ...third, profiles: third.profiles.map((profile) => ({ ...profile, unsupportedReason: 'none' })) };
    const groups = templateGroups([first, inRegion, without, fourth]);
    expect(groups.map(({ accounts: members }) => members)).toEqual([[first, fourth], [inRegion], [without]]);
  });

  test.each([
    ['part of a word', 'file', '[profile file]'],
    ['a word of the text', 'profile', '[profile profile]'],
    ['a name with signs of a pattern', 'a.b+c', '[profile a.b+c] aXb+c'],
  ])('keep a text whose profile is called %s', (_, name, text) => {
    const one = { ...account('x'), profiles: [{ name, caller: 'IAM user', text }] };
    expect(filled([one])).toEqual([[name, text]]);
    const [{ templates: [{ parts }] }] = templateGroups([one]);
    expect(parts).toContainEqual({ value: 'name' });
    expect(parts.some((part) => typeof part === 'string' && part.includes('prof'))).toBe(name !== 'profile');
  });

  test('share the name with which all names of an account begin', () => {
    expect(sharedName(named('a', 'a-session'))).toBe('a');
    expect(sharedName(named('a', 'b'))).toBe('');
    expect(sharedName(named())).toBe('');
    expect(filled([named('a', 'b')])).toEqual(textsOf([named('a', 'b')]));
  });

  test('give each text again, whatever is in it', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '-', '.', '$', '(', '\\', '\n', ' '), maxLength: 12 });
    fc.assert(fc.property(text, text, fc.array(text, { minLength: 1, maxLength: 3 }), text, (roleArn, name, pieces, ending) => {
      const profiles = [name, `${name}${ending}`].map((each) => ({ name: each, caller: 'IAM user', text: [roleArn, ...pieces, name].join('') }));
      const one = { ...account('x'), roleArn, profiles };
      expect(filled([one])).toEqual(textsOf([one]));
    }));
  });
});
