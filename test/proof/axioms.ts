/** What AWS guarantees about requests to assume a role: the assumptions of each proof, as docs/security-model.md lists them. */
export const AXIOMS = {
  callers: 'A caller is an IAM user, the session of a role, or an AWS service. The root user cannot assume roles, and neither can a federated user; anonymous callers and identity providers use other actions, which the library never allows.',
  partition: 'All callers are in the partition of the role.',
  arn: '`aws:PrincipalArn` is the ARN of the user, or of the session\'s role with its path. Services have neither this key nor an account, an organization or tags in their calls.',
  reserved: 'Only AWS makes roles below `/aws-reserved/`: there are those of permission sets, with at most a Region in the path.',
  identity: 'A caller from another account, or one that a policy trusts with its whole account, also needs its own policies to allow the call. What these are is a free choice. A service needs none.',
  mfa: '`aws:MultiFactorAuthPresent` is true for users only, `aws:MultiFactorAuthAge` is there exactly then, from 0 to 129,600 seconds. A request may also lack the first key, or have it as false.',
  organization: '`aws:PrincipalOrgID` and `aws:PrincipalOrgPaths` are there exactly if the account is in an organization; an account has one path.',
  address: '`aws:SourceIp` is an IPv4 address or a global IPv6 address (2000::/3). It is not there if the call comes through a VPC endpoint.',
  time: 'AWS compares times in whole seconds, from 2000 to 2100.',
  externalId: 'An external ID has at least two letters, digits or `+=,.@:/-_`. A call may have none.',
  sessionName: 'Each call has a role session name, with at least two letters, digits or `+=,.@-_`. It can be the user\'s own name.',
  sourceIdentity: 'A call may set a source identity; a session may have one already, and can then set no other one. `sts:SourceIdentity` has either, and `aws:SourceIdentity` what the session has.',
  tags: 'A call passes any session tags, of which no two keys differ only in case. A caller has any principal tags. Keys and values are printable ASCII: policies compare no others.',
  actions: 'AWS authorizes `sts:AssumeRole` always, `sts:TagSession` if the call passes tags, `sts:SetSourceIdentity` if it sets a source identity or the session has one, and `sts:SetContext` if the caller is a service. Each must be allowed. Of the parameters, an action sees those that AWS documents for it.',
  policies: 'Nothing but the caller\'s own policies and the trust policy decides: service control policies and resource control policies can only take access away, and session policies too.',
} as const;
