import { ListUsersCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { ASSUMING_ACCOUNT, Cloud, TRUSTING_ACCOUNT } from '../../testing/cloud';
import { outcomeOf } from '../../testing/outcome';
import { trust } from '../../testing/policies';

let cloud: Cloud;

beforeAll(async () => {
  cloud = await Cloud.open();
});

afterAll(() => cloud.close());

const signIn = (permissionSet: string) => cloud.as(cloud.emulator.signInByPermissionSet(ASSUMING_ACCOUNT, permissionSet));

test('a permission set is a role of the account that allows everything', async () => {
  const { sts, iam } = signIn('Audit');
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  expect(Arn).toBe(`arn:aws:sts::${ASSUMING_ACCOUNT}:assumed-role/AWSReservedSSO_Audit_0123456789abcdef/user`);
  expect(await outcomeOf(iam.send(new ListUsersCommand({})))).toBe('allowed');
});

test('a role of another account can trust one permission set, and not the other', async () => {
  const arn = `arn:aws:iam::${ASSUMING_ACCOUNT}:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Audit_0123456789abcdef`;
  const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { trust: [trust(`arn:aws:iam::${ASSUMING_ACCOUNT}:root`, { ArnEquals: { 'aws:PrincipalArn': arn } })] });
  expect(await outcomeOf(cloud.assume(signIn('Audit'), role))).toBe('allowed');
  expect(await outcomeOf(cloud.assume(signIn('Other'), role))).toBe('AccessDenied');
});
