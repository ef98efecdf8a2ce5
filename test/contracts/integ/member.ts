import { Stack } from 'aws-cdk-lib';
import { CfnUserToGroupAddition, PolicyStatement, User } from 'aws-cdk-lib/aws-iam';
import { testFunction } from './test-function';
import { AssumingGroup } from '../../../src';

/** The results of a member's calls with an access key: `Allowed`, or the name of AWS's error. */
export interface MemberOutcomes {
  readonly listOwnDevices: string;
  readonly registerDevice: string;
}

/** A member of the group, and a Lambda function that makes an access key of this user, tries to register an MFA device with it, and deletes it. */
export class TestMember {
  public readonly functionName: string;

  constructor(stack: Stack, id: string, group: AssumingGroup, userName: string) {
    const user = new User(stack, `${id}User`, { userName });
    new CfnUserToGroupAddition(stack, `${id}Membership`, { groupName: group.groupName, users: [user.userName] });
    const { lambda, role } = testFunction(stack, id, { roleName: `${userName}Keys`, code: MEMBER_HANDLER, environment: { USER_NAME: user.userName } });
    role.addToPolicy(new PolicyStatement({ actions: ['iam:CreateAccessKey', 'iam:DeleteAccessKey'], resources: [user.userArn] }));
    this.functionName = lambda.functionName;
  }
}

/**
 * A new access key works only after a moment. The member may list the own devices, which shows when it does.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
export const MEMBER_HANDLER = `
const {
  CreateAccessKeyCommand, CreateVirtualMFADeviceCommand, DeleteAccessKeyCommand, DeleteVirtualMFADeviceCommand, IAMClient, ListMFADevicesCommand,
} = require('@aws-sdk/client-iam');

const outcomeOf = (call) => call.then(() => 'Allowed', ({ name }) => name);
const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

exports.handler = async () => {
  const { USER_NAME: UserName, PAUSE = '10', ENDPOINT: endpoint } = process.env;
  const iam = new IAMClient({ endpoint });
  const { AccessKey: { AccessKeyId, SecretAccessKey } } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  try {
    const member = new IAMClient({ endpoint, credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey } });
    let listOwnDevices;
    for (let attempt = 1; attempt <= 5 && listOwnDevices !== 'Allowed'; attempt++) {
      await pause(attempt === 1 ? 0 : Number(PAUSE));
      listOwnDevices = await outcomeOf(member.send(new ListMFADevicesCommand({ UserName })));
    }
    const registerDevice = await member.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: UserName })).then(
      ({ VirtualMFADevice: { SerialNumber } }) => iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber })).then(() => 'Allowed', () => 'Allowed'),
      ({ name }) => name,
    );
    return { listOwnDevices, registerDevice };
  } finally {
    await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
  }
};
`;
