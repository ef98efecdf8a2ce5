import * as fc from 'fast-check';
import { CrossAccountReadOnlyAccess, PrincipalScope, TrustingTarget } from '../../src';
import { ValidationError } from '../../src/core/validation-error';
import { ADMINISTRATOR, Caller, mfa, permissionSet, session, user } from '../support/callers';
import { COMPLETE } from '../support/complete';
import { DeployedIam } from '../support/deployed-iam';
import { asText, only, statementsOf } from '../support/resources';
import { A, B, TwoAccounts } from '../support/two-accounts';
import { rejectionOf } from '../support/validation-messages';

const RUNS = { numRuns: COMPLETE ? 25 : 6 };
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+=,.@-'];

/** Names that IAM accepts. */
function names(maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength });
}

/** Paths that IAM accepts. */
const paths = fc.array(names(12), { maxLength: 3 }).map((parts) => ['', ...parts, ''].join('/'));

/** Texts of any kind, often with characters that names may not have, or with parts of ARNs. */
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 70 }),
  fc.string({ unit: fc.constantFrom(...LETTERS, '/', ':', '*', '?', ' ', '$', '{', '}', '\n', 'ü', '€'), maxLength: 70 }),
  fc.array(fc.constantFrom('arn:', 'aws', ':', 'iam::', A, B, 'user', 'role', '/', 'ann', '*', '::'), { maxLength: 9 }).map((parts) => parts.join('')),
);

interface Made {
  readonly accounts: TwoAccounts;
  readonly iam: () => DeployedIam;
}

function make(props: { roleName?: string; path?: string; groupName?: string; principals?: PrincipalScope[] }): Made {
  const accounts = new TwoAccounts();
  new CrossAccountReadOnlyAccess(accounts.a, 'Access', { trusting: [TrustingTarget.scope(accounts.b)], ...props });
  return { accounts, iam: () => new DeployedIam(accounts.a, accounts.b) };
}

/** A caller with policies that allow everything, so that the trust policy alone decides. */
const POLICIES = { policies: [ADMINISTRATOR] };

describe('every name that IAM accepts is accepted, and matches exactly that principal', () => {
  async function decides(iam: DeployedIam, role: string, inside: Caller, outside: Caller): Promise<void> {
    expect(await iam.mayAssume(inside, role)).toBe('allowed');
    expect(await iam.mayAssume(outside, role)).toBe('denied');
  }

  const differentPairs = (maxLength: number) => fc.tuple(names(maxLength), names(maxLength)).filter(([one, other]) => one !== other);

  test('users', async () => fc.assert(fc.asyncProperty(differentPairs(64), paths, async ([named, other], path) => {
    const iam = make({ principals: [PrincipalScope.users(`${path}${named}`)] }).iam();
    const role = iam.roleArn('SecurityReadOnlyRole');
    await decides(iam, role, user(named, mfa(), { path, ...POLICIES }), user(other, mfa(), { path, ...POLICIES }));
    await decides(iam, role, user(named, mfa(), { path, ...POLICIES }), user(named, mfa(), { path: `${path}other/`, ...POLICIES }));
  }), RUNS));

  test('roles', async () => fc.assert(fc.asyncProperty(differentPairs(64), paths, async ([named, other], path) => {
    const iam = make({ principals: [PrincipalScope.roles(`${path}${named}`)] }).iam();
    await decides(iam, iam.roleArn('SecurityReadOnlyRole'), session(named, { path, ...POLICIES }), session(other, { path, ...POLICIES }));
  }), RUNS));

  test('permission sets', async () => fc.assert(fc.asyncProperty(differentPairs(32), fc.constantFrom('', 'eu-west-1/'), async ([named, other], region) => {
    const iam = make({ principals: [PrincipalScope.permissionSets(named)] }).iam();
    await decides(iam, iam.roleArn('SecurityReadOnlyRole'), permissionSet(named, { region, ...POLICIES }), permissionSet(other, { region, ...POLICIES }));
  }), RUNS));

  test('the role: both halves agree on its name and path', async () => fc.assert(fc.asyncProperty(names(64), paths, async (roleName, path) => {
    const { accounts, iam } = make({ roleName, path });
    expect(asText(only(accounts.templateB, 'AWS::IAM::Role'))).toMatchObject({ RoleName: roleName, Path: path });
    const member = (groups: string[]) => user('ann', mfa(), { groups });
    const [group] = Object.keys(accounts.templateA.findResources('AWS::IAM::Group'));
    await decides(iam(), `arn:aws:iam::${B}:role${path}${roleName}`, member([group]), member([]));
  }), RUNS));
});

describe('any text is either accepted unchanged or rejected with a ValidationError', () => {
  /** The result, or undefined after a ValidationError. Any other error fails. */
  function madeOrRejected<T>(input: () => T): T | undefined {
    try {
      return input();
    } catch (error) {
      expect(error).toBeInstanceOf(ValidationError);
      expect(rejectionOf(() => { throw error; }).remedy).not.toBe('');
      return undefined;
    }
  }

  const trusted = ({ accounts }: Made) => only(accounts.templateB, 'AWS::IAM::Role').AssumeRolePolicyDocument.Statement[0].Condition;

  test.each<[string, (name: string) => PrincipalScope]>([
    ['user', (name) => PrincipalScope.users(name)],
    ['role', (name) => PrincipalScope.roles(name)],
  ])('as the name of a trusted %s', (kind, scope) => fc.assert(fc.property(texts, (text) => {
    const made = madeOrRejected(() => make({ principals: [scope(text)] }));
    const name = text.startsWith(`arn:aws:iam::${A}:${kind}/`) ? text.slice(`arn:aws:iam::${A}:${kind}/`.length) : text.replace(/^\//, '');
    const expected = made && asText(trusted(made)).ArnEquals['aws:PrincipalArn'];
    expect([undefined, `arn:PARTITION:iam::${A}:${kind}/${name}`]).toContain(expected);
  }), { numRuns: 100 }));

  test('as the role\'s name', () => fc.assert(fc.property(texts, (roleName) => {
    const made = madeOrRejected(() => make({ roleName }));
    const [{ Resource }] = made ? statementsOf(made.accounts.templateA, 'AssumeRole') : [{ Resource: undefined }];
    expect([undefined, `arn:PARTITION:iam::${B}:role/${roleName}`]).toContain(Resource);
  }), { numRuns: 100 }));

  test('as the role\'s path', () => fc.assert(fc.property(fc.oneof(texts, paths), (path) => {
    const made = madeOrRejected(() => make({ path }));
    const [{ Resource }] = made ? statementsOf(made.accounts.templateA, 'AssumeRole') : [{ Resource: undefined }];
    expect([undefined, `arn:PARTITION:iam::${B}:role${path}SecurityReadOnlyRole`]).toContain(Resource);
  }), RUNS));

  test('as the group\'s name', () => fc.assert(fc.property(texts, (groupName) => {
    const made = madeOrRejected(() => make({ groupName }));
    expect([undefined, groupName]).toContain(made && only(made.accounts.templateA, 'AWS::IAM::Group').GroupName);
  }), { numRuns: 100 }));

  test('as the id of an account', () => fc.assert(fc.property(fc.oneof(texts, fc.stringMatching(/^\d{11,13}$/)), (id) => {
    const accepted = madeOrRejected(() => new CrossAccountReadOnlyAccess(new TwoAccounts().a, 'Access', { trusting: [TrustingTarget.account(id)] }).roleArns);
    expect(accepted !== undefined).toBe(/^[0-9]{12}$/.test(id) && id !== A);
  }), { numRuns: 100 }));
});
