/** case 2026-11-39: the owner of an account deploys a vendor's template, with the vendor's account and an external id as parameters. */
import { App, CfnParameter, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Clients } from '../../emulator/testing/clients';
import { ASSUMING_ACCOUNT, Cloud, THIRD_ACCOUNT, TRUSTING_ACCOUNT } from '../../emulator/testing/cloud';
import { ALLOWED, outcomeOf } from '../../emulator/testing/outcome';
import { allow } from '../../emulator/testing/policies';
import { TestStack } from '../../emulator/testing/stack';
import { MfaRequirement, PrincipalScope, ReadOnlyPermissions, TrustingRole } from '../../src';

const EXTERNAL_ID = 'customer-4711';

/** @param pattern What CloudFormation lets an owner give as external id. */
function vendorTemplate(pattern?: string): any {
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'Vendor', { synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) });
  const account = new CfnParameter(stack, 'VendorAccount', { allowedPattern: '\\d{12}' });
  const externalId = new CfnParameter(stack, 'ExternalId', { default: '', allowedPattern: pattern });
  const roleName = new CfnParameter(stack, 'RoleName', { default: 'VendorReadOnly' });
  new TrustingRole(stack, 'Role', {
    assumingAccount: account.valueAsString,
    externalId: externalId.valueAsString,
    roleName: roleName.valueAsString,
    principals: [PrincipalScope.account()],
    mfa: MfaRequirement.none(),
    permissions: ReadOnlyPermissions.securityAudit(),
  });
  return app.synth().getStackArtifact('Vendor').template;
}

let cloud: Cloud;
let vendor: Clients;
let stranger: Clients;
let stack: TestStack;

beforeAll(async () => {
  cloud = await Cloud.open();
  vendor = (await cloud.user(ASSUMING_ACCOUNT, 'scanner', { statements: [allow('sts:AssumeRole')] })).clients;
  stranger = (await cloud.user(THIRD_ACCOUNT, 'scanner', { statements: [allow('sts:AssumeRole')] })).clients;
});

beforeEach(() => {
  stack = new TestStack(cloud.administrator(TRUSTING_ACCOUNT).cloudFormation, 'Vendor');
});

afterEach(() => stack.delete());
afterAll(() => cloud.close());

function deploy(template: any, values: Record<string, string>): Promise<string> {
  return stack.deploy(template, { Parameters: Object.entries(values).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })) });
}

function assume(caller: Clients, externalId?: string, roleName = 'VendorReadOnly'): Promise<string> {
  return outcomeOf(cloud.assume(caller, `arn:aws:iam::${TRUSTING_ACCOUNT}:role/${roleName}`, { ExternalId: externalId }));
}

test('only the vendor\'s account with the external id can assume the role', async () => {
  expect(await deploy(vendorTemplate('[\\w-]{2,64}'), { VendorAccount: ASSUMING_ACCOUNT, ExternalId: EXTERNAL_ID, RoleName: 'Scan' })).toBe('CREATE_COMPLETE');
  expect(Object.values(await stack.outputs())).toContain(`arn:aws:iam::${TRUSTING_ACCOUNT}:role/Scan`);
  expect(await assume(vendor, EXTERNAL_ID, 'Scan')).toBe(ALLOWED);
  expect(await assume(vendor, 'customer-4712', 'Scan')).toBe('AccessDenied');
  expect(await assume(vendor, undefined, 'Scan')).toBe('AccessDenied');
  expect(await assume(stranger, EXTERNAL_ID, 'Scan')).toBe('AccessDenied');
});

test('CloudFormation refuses a missing external id, and an account that is none', async () => {
  const template = vendorTemplate('[\\w-]{2,64}');
  expect(await outcomeOf(deploy(template, { VendorAccount: ASSUMING_ACCOUNT }))).toBe('ValidationError');
  expect(await outcomeOf(deploy(template, { VendorAccount: '*', ExternalId: EXTERNAL_ID }))).toBe('ValidationError');
  expect(await deploy(template, { VendorAccount: ASSUMING_ACCOUNT, ExternalId: EXTERNAL_ID })).toBe('CREATE_COMPLETE');
});

test('an empty external id closes the door: the condition stays, and no caller can pass an empty one', async () => {
  expect(await deploy(vendorTemplate(), { VendorAccount: ASSUMING_ACCOUNT })).toBe('CREATE_COMPLETE');
  expect(await assume(vendor)).toBe('AccessDenied');
  expect(await assume(vendor, EXTERNAL_ID)).toBe('AccessDenied');
});
