import { Duration } from 'aws-cdk-lib';
import { User } from 'aws-cdk-lib/aws-iam';
import { MfaRequirement, PrincipalScope } from '../../src';
import { ACCESS_KEY, ADMINISTRATOR, Caller, mfa, PASSWORD_ONLY, root, session, SignIn, user } from '../support/callers';
import { AUDITORS, deployed, testWhoCanAssume } from '../support/decision-tables';
import { DeployedIam } from '../support/deployed-iam';
import { A, C } from '../support/two-accounts';

/** A user who was added to the group outside of the app. */
function member(name: string, signIn: SignIn = mfa(), path = '/'): Caller {
  return user(name, signIn, { path, groups: AUDITORS });
}

/** A user whose own policies allow everything, so that only the role's trust policy decides. */
function administrator(name: string, account?: string): Caller {
  return user(name, mfa(), { account, policies: [ADMINISTRATOR] });
}

describe('account(): any member of the group, with MFA', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deployed({}, ({ group }, { a }) => {
      group.addUser(User.fromUserName(a, 'Ann', 'ann'));
      group.addUser(new User(a, 'Bob', { userName: 'bob', path: '/team/' }));
    });
  });

  testWhoCanAssume(() => iam, [
    ['with MFA, not by access key', user('ann', mfa()), user('ann', ACCESS_KEY)],
    ['with MFA, not by password only', user('ann', mfa()), user('ann', PASSWORD_ONLY)],
    ['with an old MFA of a running session, not by password only', user('ann', mfa(129600)), user('ann', PASSWORD_ONLY)],
    ['an existing user in the template\'s group, not another one', user('ann', mfa()), user('cyd', mfa())],
    ['a user of the app with a path, not without MFA', user('bob', mfa(), { path: '/team/' }), user('bob', ACCESS_KEY, { path: '/team/' })],
    ['a member added outside of the app, not the same user outside of the group', member('cyd'), user('cyd', mfa())],
    ['a member of this group, not of another', member('cyd'), user('cyd', mfa(), { groups: ['Reviewers'] })],
    ['of the assuming account, not that of a third account', administrator('ann'), administrator('ann', C)],
    ['a user of the assuming account, not the root of a third one', administrator('ann'), root(C)],
    ['a user, not the session of a role, which can have no MFA', administrator('ann'), session('ann', { policies: [ADMINISTRATOR] })],
  ]);
});

describe('account() without MFA: any member of the group', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deployed({ mfa: MfaRequirement.none() });
  });

  testWhoCanAssume(() => iam, [
    ['by access key, not outside of the group', member('ann', ACCESS_KEY), user('ann', ACCESS_KEY)],
    ['by password only, not outside of the group', member('ann', PASSWORD_ONLY), user('ann', PASSWORD_ONLY)],
    ['with MFA, not outside of the group', member('ann'), user('ann', mfa())],
    ['the session of a role whose own policies allow it, not of one whose policies do not', session('Ci', { policies: [ADMINISTRATOR] }), session('Ci')],
    ['of the assuming account, not that of a third account', administrator('ann'), administrator('ann', C)],
  ]);
});

describe('MFA of at most an hour', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deployed({ mfa: MfaRequirement.required({ maxAge: Duration.hours(1) }), principals: [PrincipalScope.users('ann')] });
  });

  testWhoCanAssume(() => iam, [
    ['just an hour old, not a second older', member('ann', mfa(3600)), member('ann', mfa(3601))],
    ['fresh, not of yesterday', member('ann', mfa(0)), member('ann', mfa(86400))],
    ['fresh, not by access key', member('ann', mfa()), member('ann', ACCESS_KEY)],
    ['fresh, not by password only', member('ann', mfa()), member('ann', PASSWORD_ONLY)],
  ]);
});

describe('users(): only the named members', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deployed({ principals: [PrincipalScope.users('ann', 'bob', 'c.d+e@example.com')] });
  });

  testWhoCanAssume(() => iam, [
    ['a named one, not another member', member('ann'), member('cyd')],
    ['another named one, not another member', member('bob'), member('cyd')],
    ['a named one in the group, not outside of it', member('ann'), user('ann', mfa())],
    ['a named one with MFA, not by access key', member('ann'), member('ann', ACCESS_KEY)],
    ['a named one with MFA, not by password only', member('ann'), member('ann', PASSWORD_ONLY)],
    ['the name, not in another case', member('ann'), member('Ann')],
    ['the name, not with a prefix', member('ann'), member('joann')],
    ['the name, not with a suffix', member('ann'), member('anna')],
    ['one name, not all of them', member('ann'), member('ann,bob')],
    ['the name, not under a path', member('ann'), member('ann', mfa(), '/team/')],
    ['a name with special characters, which match literally', member('c.d+e@example.com'), member('cXd+e@example.com')],
    ['the user, not a role of that name', administrator('ann'), session('ann', { policies: [ADMINISTRATOR] })],
    ['the user, not the account\'s root', administrator('ann'), root(A)],
    ['of the assuming account, not that of a third account', administrator('ann'), administrator('ann', C)],
  ]);
});

describe('users() with paths', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deployed({ principals: [PrincipalScope.users('/team/ann', 'ops/eu/bob')] });
  });

  testWhoCanAssume(() => iam, [
    ['the path, not none', member('ann', mfa(), '/team/'), member('ann')],
    ['the path, not another', member('ann', mfa(), '/team/'), member('ann', mfa(), '/ops/')],
    ['the path, not one below', member('ann', mfa(), '/team/'), member('ann', mfa(), '/team/eu/')],
    ['the path, not one above', member('bob', mfa(), '/ops/eu/'), member('bob', mfa(), '/ops/')],
    ['the path, not in another case', member('ann', mfa(), '/team/'), member('ann', mfa(), '/Team/')],
    ['the name under the path, not another one there', member('ann', mfa(), '/team/'), member('bob', mfa(), '/team/')],
  ]);
});

describe('users() without MFA', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deployed({ mfa: MfaRequirement.none(), principals: [PrincipalScope.users('ann')] });
  });

  testWhoCanAssume(() => iam, [
    ['a named one by access key, not another member', member('ann', ACCESS_KEY), member('bob', ACCESS_KEY)],
    ['a named one with MFA, not another member', member('ann'), member('bob')],
  ]);
});
