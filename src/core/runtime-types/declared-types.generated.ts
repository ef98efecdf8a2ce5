// `npx projen declared-types` generates this file from the assembly of jsii. Do not edit.

/** A struct and the types of its props, as `check-types.ts` reads them. */
export interface PropTypes {
  readonly bases: string[];
  readonly props: Record<string, string>;
}

export const PROP_TYPES: Record<string, PropTypes> = {
  AccessGuideProps: {
    bases: [],
    props: {
      accesses: 'CrossAccountReadOnlyAccess[]',
      outputDirectory: 'string?',
      title: 'string?',
    },
  },
  AccountAccessEntitlementProps: {
    bases: [],
    props: {
      applicationArn: 'string',
      roleArn: 'string',
      groupId: 'string?',
      userId: 'string?',
    },
  },
  AccountOptions: {
    bases: [],
    props: {
      color: 'string?',
      name: 'string?',
      stage: 'string?',
    },
  },
  AlarmOnAssumedOptions: {
    bases: [],
    props: {
      logGroup: 'ILogGroup',
      alarmDescription: 'string?',
      alarmName: 'string?',
      period: 'Duration?',
      threshold: 'number?',
    },
  },
  AssumingGroupOptions: {
    bases: ['IdentityPoliciesOptions'],
    props: {
      trusting: 'TrustingTarget[]',
      awsLogin: 'AwsLogin?',
      groupName: 'string?',
      groupPath: 'string?',
      groupPermissions: 'ReadOnlyPermissions?',
      selfManagedMfa: 'SelfManagedMfa?',
      users: 'IUser[]?',
    },
  },
  AssumingGroupProps: {
    bases: ['AssumingGroupOptions'],
    props: {
      path: 'string?',
      roleName: 'string?',
      sessionTags: 'SessionTag[]?',
      sourceIdentity: 'SourceIdentityRequirement?',
    },
  },
  CliProfileOptions: {
    bases: [],
    props: {
      credentialProcess: 'string?',
      credentialSource: 'string?',
      duration: 'Duration?',
      mfaSerial: 'string?',
      profileName: 'string?',
      region: 'string?',
      roleSessionName: 'string?',
      sourceProfile: 'string?',
    },
  },
  CrossAccountReadOnlyAccessProps: {
    bases: ['AssumingGroupOptions', 'TrustingRoleOptions'],
    props: {
      title: 'string?',
    },
  },
  CustomPermissionsOptions: {
    bases: [],
    props: {
      allowedUnknownReads: 'string[]?',
      allowedWriteActions: 'string[]?',
      managedPolicies: 'IManagedPolicy[]?',
      statements: 'PolicyStatement[]?',
    },
  },
  IdentityPoliciesOptions: {
    bases: [],
    props: {
      identityPolicies: 'string?',
    },
  },
  OnAssumedOptions: {
    bases: [],
    props: {
      filter: 'AssumptionFilter?',
      regions: 'string[]?',
    },
  },
  RequiredMfaOptions: {
    bases: [],
    props: {
      maxAge: 'Duration?',
    },
  },
  ScannerOptions: {
    bases: [],
    props: {
      allowedWriteActions: 'string[]?',
      version: 'string?',
    },
  },
  StackSetOptions: {
    bases: [],
    props: {
      accountOptions: '{AccountOptions}?',
      failureTolerance: 'AccountLimit?',
      maxConcurrentAccounts: 'AccountLimit?',
      region: 'string?',
      stackSetName: 'string?',
      stackSetScope: 'IConstruct?',
    },
  },
  StackSetToAccountsOptions: {
    bases: ['StackSetOptions'],
    props: {
      administrationRole: 'IRole?',
      executionRoleName: 'string?',
    },
  },
  StackSetToOrganizationalUnitsOptions: {
    bases: ['StackSetOptions'],
    props: {
      organizationalUnitIds: 'string[]',
      accountFilter: 'AccountFilter?',
      accountRemovalPolicy: 'string?',
      delegatedAdmin: 'boolean?',
      managementAccountScope: 'IConstruct?',
      organizationPaths: 'string[]?',
    },
  },
  SwitchRoleOptions: {
    bases: [],
    props: {
      color: 'string?',
      displayName: 'string?',
      signInRegion: 'string?',
    },
  },
  TemplateOptions: {
    bases: ['AccountOptions'],
    props: {
      templateUrl: 'string?',
    },
  },
  TrustConditionOptions: {
    bases: [],
    props: {
      accessWindow: 'AccessWindow?',
      externalId: 'string?',
      mfa: 'MfaRequirement?',
      organizationId: 'string?',
      principalTags: '{string[]}?',
      requireUserNameAsRoleSessionName: 'boolean?',
      sessionTags: 'SessionTag[]?',
      sourceIdentity: 'SourceIdentityRequirement?',
      sourceIps: 'string[]?',
    },
  },
  TrustingRoleOptions: {
    bases: ['TrustConditionOptions', 'IdentityPoliciesOptions'],
    props: {
      cliProfile: 'CliProfileOptions?',
      description: 'string?',
      maxSessionDuration: 'Duration?',
      path: 'string?',
      permissions: 'ReadOnlyPermissions?',
      permissionsBoundary: 'IManagedPolicy?',
      principals: 'PrincipalScope[]?',
      revokeSessionsBefore: 'Expiration?',
      roleName: 'string?',
      switchRole: 'SwitchRoleOptions?',
      trustPolicyQuota: 'number?',
    },
  },
  TrustingRoleProps: {
    bases: ['TrustingRoleOptions'],
    props: {
      assumingAccount: 'string',
    },
  },
  TrustingRoleStackSetProps: {
    bases: ['TrustingRoleProps'],
    props: {
      target: 'TrustingTarget',
    },
  },
  UserNameAsSourceIdentityOptions: {
    bases: [],
    props: {
      acceptedFromRoles: 'string[]?',
    },
  },
};

/** The types of the parameters, by class and method. */
export const PARAMETER_TYPES: Record<string, Record<string, Record<string, string>>> = {
  AccessWindow: {
    between: { notBefore: 'Expiration', notAfter: 'Expiration' },
    endingAt: { notAfter: 'Expiration' },
    startingAt: { notBefore: 'Expiration' },
  },
  AccountFilter: {
    allExcept: { accountIds: '...string' },
    only: { accountIds: '...string' },
  },
  AccountLimit: {
    count: { accounts: 'number' },
    percentage: { percent: 'number' },
  },
  AssumingGroup: {
    addUser: { user: 'IUser' },
  },
  AssumptionFilter: {
    exceptAccounts: { accounts: '...string' },
    exceptPrincipals: { uniqueIds: '...string' },
    exceptUsers: { userNames: '...string' },
    outsideNetworks: { networks: '...string' },
    outsideWindow: { window: 'AccessWindow' },
  },
  AwsLogin: {
    none: {},
    sameAndCrossDevice: {},
    sameDevice: {},
  },
  CrossAccountReadOnlyAccess: {
    grantAssumeRole: { grantee: 'IGrantable' },
  },
  MfaRequirement: {
    none: {},
    required: { options: 'RequiredMfaOptions?' },
  },
  PrincipalScope: {
    account: {},
    accountAccessManager: { applicationArn: 'string' },
    anyRole: {},
    organization: { organizationId: 'string' },
    organizationPaths: { paths: '...string' },
    permissionSets: { permissionSetNames: '...string' },
    roles: { roleNames: '...string' },
    rolesMatching: { patterns: '...string' },
    users: { userNames: '...string' },
    inAccount: { accountId: 'string' },
  },
  ReadOnlyPermissions: {
    billing: {},
    custom: { options: 'CustomPermissionsOptions' },
    metadataOnly: {},
    none: {},
    readOnlyAccess: {},
    scanner: { scanner: 'string', options: 'ScannerOptions?' },
    securityAudit: {},
    services: { services: '...string' },
    support: {},
    viewOnly: {},
    combinedWith: { others: '...ReadOnlyPermissions' },
    withDenied: { actions: '...string' },
    withoutDataAccess: {},
  },
  SelfManagedMfa: {
    fromConsole: {},
    none: {},
    requireMfa: {},
  },
  SessionTag: {
    any: {},
    optional: { key: 'string' },
    required: { key: 'string', values: '...string' },
  },
  SourceIdentityRequirement: {
    optional: {},
    required: {},
    userName: { options: 'UserNameAsSourceIdentityOptions?' },
  },
  TrustingRole: {
    addPrincipals: { principals: '...PrincipalScope' },
    alarmOnAssumed: { id: 'string', options: 'AlarmOnAssumedOptions' },
    grantAssumeRole: { grantee: 'IPrincipal' },
    metricAssumed: { logGroup: 'ILogGroup', props: 'object?' },
    onAssumed: { id: 'string', options: 'OnAssumedOptions?' },
  },
  TrustingTarget: {
    account: { accountId: 'string', options: 'AccountOptions?' },
    scope: { scope: 'IConstruct', options: 'AccountOptions?' },
    stackSetToAccounts: { accountIds: 'string[]', options: 'StackSetToAccountsOptions?' },
    stackSetToOrganizationalUnits: { options: 'StackSetToOrganizationalUnitsOptions' },
    template: { accountId: 'string', options: 'TemplateOptions?' },
  },
};
