/** Runs cdk-nag's pack AWS Solutions on the examples of README, docs and docstrings. */
import { findingsIn } from '../../support/cdk-nag';
import { EXAMPLES, run } from '../../support/examples';

/** The objects of a bucket, which the examples name. */
const OF_EXAMPLES = ['AwsSolutions-IAM5[Resource::arn:aws:s3:::reports/*]'];

/** The AWS managed policy of a role that the CDK makes, which the page on migration imports as it is. */
const OF_ROLES_OF_CDK = 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/ReadOnlyAccess]';

/** The reads that an example names by a wildcard, with all resources. */
const OF_CUSTOM_PERMISSIONS = ['AwsSolutions-IAM5[Action::identitystore:List*]', 'AwsSolutions-IAM5[Resource::*]'];

afterEach(() => vi.restoreAllMocks());

test.each(EXAMPLES)('no findings except in what the example adds: $name', ({ snippet }) => {
  const accepted = [
    ...OF_EXAMPLES,
    ...snippet.source.includes('new iam.Role(') ? [OF_ROLES_OF_CDK] : [],
    ...snippet.source.includes('ReadOnlyPermissions.custom(') ? OF_CUSTOM_PERMISSIONS : [],
  ];
  const found = run(snippet).flatMap((app) => findingsIn(app)).map((finding) => finding.split(' in ')[0]);
  expect(found.filter((finding) => !accepted.includes(finding))).toEqual([]);
});
