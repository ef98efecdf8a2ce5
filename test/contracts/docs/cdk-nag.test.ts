/** Runs cdk-nag's pack AWS Solutions on the examples of README, docs and docstrings. */
import { findingsIn } from '../../support/cdk-nag';
import { EXAMPLES, run } from '../../support/examples';

/** The objects of a bucket, which the examples name. */
const OF_EXAMPLES = ['AwsSolutions-IAM5[Resource::arn:aws:s3:::reports/*]'];

/** The AWS managed policy of a role that the CDK makes, which the page on migration imports as it is. */
const OF_ROLES_OF_CDK = 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/ReadOnlyAccess]';

afterEach(() => vi.restoreAllMocks());

test.each(EXAMPLES)('no findings except in what the example adds: $name', ({ snippet }) => {
  const accepted = snippet.source.includes('new iam.Role(') ? [...OF_EXAMPLES, OF_ROLES_OF_CDK] : OF_EXAMPLES;
  const found = run(snippet).flatMap((app) => findingsIn(app)).map((finding) => finding.split(' in ')[0]);
  expect(found.filter((finding) => !accepted.includes(finding))).toEqual([]);
});
