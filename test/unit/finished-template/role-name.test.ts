/** A role that gets another name or path after it was made: the group, links and profiles would keep the old one. */
import { Aspects, CfnResource, Lazy, PropertyInjectors } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { access, ROLE, role, ROLE_OF_ACCESS, synth } from '../../support/invalid-props';
import { TwoAccounts } from '../../support/two-accounts';
import { rejectionOf } from '../../support/validation-messages';

/** Changes every role of the app, as an organization's aspect does. */
const changeRoles = ({ app }: TwoAccounts, change: (role: CfnRole) => void) =>
  Aspects.of(app).add({ visit: (construct) => construct instanceof CfnRole && change(construct) });

const overriding = (property: string, value: unknown) => (accounts: TwoAccounts) => {
  const { roles: [made] } = access()(accounts);
  (made.node.defaultChild as CfnResource).addPropertyOverride(property, value);
};

test.each<[string, (accounts: TwoAccounts) => void, string]>([
  ['case 2026-11-02: an aspect that prefixes the name', (accounts) => {
    access()(accounts);
    changeRoles(accounts, (resource) => {
      resource.roleName = `acme-${resource.roleName}`;
    });
  }, 'the role\'s name is "acme-SecurityReadOnlyRole" in the finished template, and the group, links and profiles name "SecurityReadOnlyRole"'],
  ['an override of the name', overriding('RoleName', 'Other'),
    'the role\'s name is "Other" in the finished template, and the group, links and profiles name "SecurityReadOnlyRole"'],
  ['an override of the path', overriding('Path', '/org/'),
    'the role\'s path is "/org/" in the finished template, and the group, links and profiles name "/"'],
  ['an aspect that removes the name', (accounts) => {
    access()(accounts);
    changeRoles(accounts, (resource) => resource.addPropertyDeletionOverride('RoleName'));
  }, 'the role\'s name is undefined in the finished template, and the group, links and profiles name "SecurityReadOnlyRole"'],
])('is an error: %s', (_, input, problem) => {
  expect(rejectionOf(() => synth(input))).toEqual({ path: ROLE_OF_ACCESS, problem, remedy: expect.stringContaining('aspect') });
});

// Older versions of the CDK have no property injectors.
test.skipIf(!PropertyInjectors)('case 2026-11-02: a property injector with a path is an error', () => {
  const accounts = new TwoAccounts();
  PropertyInjectors.of(accounts.app).add({ constructUniqueId: 'aws-cdk-lib.aws-iam.Role', inject: (props) => ({ ...props, path: '/org/' }) });
  access()(accounts);
  expect(rejectionOf(() => accounts.app.synth()).problem)
    .toBe('the role\'s path is "/org/" in the finished template, and the group, links and profiles name "/"');
});

test.each<[string, (accounts: TwoAccounts) => void]>([
  ['nothing is changed', access()],
  ['the name is overridden with the same text', overriding('RoleName', 'SecurityReadOnlyRole')],
  ['the description and tags are', (accounts) => {
    access()(accounts);
    changeRoles(accounts, (resource) => {
      resource.description = 'Reviewed';
      resource.tags.setTag('owner', 'security');
    });
  }],
  ['the name is lazy and the same in both stacks', access({ roleName: Lazy.string({ produce: () => 'Auditor' }), path: Lazy.string({ produce: () => '/org/' }) })],
])('is accepted if %s', (_, input) => expect(() => synth(input)).not.toThrow());

test.each<[string, (accounts: TwoAccounts) => unknown, string]>([
  ['role', role({ roleName: Lazy.string({ produce: () => undefined }) }), ROLE],
])('a lazy name that stays empty is an error of the %s', (_, input, path) => {
  expect(rejectionOf(() => synth(input))).toEqual({ path, problem: 'roleName is a token that has no value in the finished template', remedy: 'give a text' });
});

