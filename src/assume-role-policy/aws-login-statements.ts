import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Aws } from 'aws-cdk-lib/core';

/** How members can sign in to the AWS CLI. */
export interface AwsLoginConfig {
  /** The OAuth clients of the AWS CLI, by their names in ARNs: for the same device, and across devices. */
  readonly clients: ('localhost' | 'remote')[];
}

/**
 * Allows what `aws login` needs, with the actions of the AWS managed policy `SignInLocalDevelopmentAccess`, and with the clients that it
 * names by a wildcard.
 *
 * The resources matter: the same actions on other resources give tokens to agents, through AWS's MCP server. Region and account are
 * wildcards, as in the managed policy: users choose the Region.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/SignInLocalDevelopmentAccess.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_signin.html
 */
export function awsLoginStatements({ clients }: AwsLoginConfig): PolicyStatement[] {
  return clients.length === 0 ? [] : [new PolicyStatement({
    actions: ['signin:AuthorizeOAuth2Access', 'signin:CreateOAuth2Token'],
    resources: clients.map((client) => `arn:${Aws.PARTITION}:signin:*:*:oauth2/public-client/${client}`),
  })];
}
