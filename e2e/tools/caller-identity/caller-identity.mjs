// Prints the ARN that the AWS SDK for JavaScript has with a profile. It cannot prompt for an MFA code.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromIni } from '@aws-sdk/credential-providers';

const sts = new STSClient({ credentials: fromIni({ profile: process.argv[2] }), region: 'eu-west-1' });
const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
console.log(Arn);
