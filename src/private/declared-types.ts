// Made by `npx projen declared-types` out of what jsii sees. Do not edit.

/** A struct and the types of its props, as `check-types.ts` reads them. */
export interface PropTypes {
  readonly bases: string[];
  readonly props: Record<string, string>;
}

export const PROP_TYPES: Record<string, PropTypes> = {
  AccessGuideProps: {
    bases: [],
    props: {
      access: 'CrossAccountReadOnlyAccess[]',
      title: 'string?',
    },
  },
  AccountOptions: {
    bases: [],
    props: {
      name: 'string?',
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
    bases: [],
    props: {
      trusting: 'TrustingTarget[]',
      groupName: 'string?',
      homePermissions: 'ReadOnlyPermissions?',
      selfManagedMfa: 'boolean?',
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
  CrossAccountReadOnlyAccessProps: {
    bases: ['AssumingGroupOptions', 'TrustingRoleOptions'],
    props: {
    },
  },
  CustomPermissionsOptions: {
    bases: [],
    props: {
      managedPolicies: 'IManagedPolicy[]?',
      statements: 'PolicyStatement[]?',
      writeActions: 'string[]?',
    },
  },
  ListedAccountsOptions: {
    bases: ['StackSetOptions'],
    props: {
      accountNames: '{string}?',
      administrationRole: 'IRole?',
      executionRoleName: 'string?',
    },
  },
  OnAssumedOptions: {
    bases: [],
    props: {
      filter: 'AssumptionFilter?',
      regions: 'string[]?',
    },
  },
  OrganizationalUnitsOptions: {
    bases: ['StackSetOptions'],
    props: {
      organizationalUnitIds: 'string[]',
      accountFilter: 'AccountFilter?',
      delegatedAdministrator: 'boolean?',
      managementAccount: 'Construct?',
      organizationPaths: 'string[]?',
      whenAccountLeaves: 'string?',
    },
  },
  ProfileOptions: {
    bases: [],
    props: {
      duration: 'Duration?',
      mfaSerial: 'string?',
      profileName: 'string?',
      region: 'string?',
      roleSessionName: 'string?',
      sourceProfile: 'string?',
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
      version: 'string?',
      writeActions: 'string[]?',
    },
  },
  StackSetOptions: {
    bases: [],
    props: {
      administratorScope: 'Construct?',
      failureTolerance: 'AccountShare?',
      maxConcurrency: 'AccountShare?',
      region: 'string?',
      stackSetName: 'string?',
    },
  },
  SwitchRoleOptions: {
    bases: [],
    props: {
      color: 'string?',
      displayName: 'string?',
    },
  },
  TrustConditionOptions: {
    bases: [],
    props: {
      externalId: 'string?',
      mfa: 'MfaRequirement?',
      principalTags: '{string[]}?',
      requireUserNameAsSessionName: 'boolean?',
      sessionTags: 'SessionTag[]?',
      sourceIdentity: 'SourceIdentityRequirement?',
      sourceIps: 'string[]?',
      validity: 'AccessWindow?',
    },
  },
  TrustingRoleOptions: {
    bases: ['TrustConditionOptions'],
    props: {
      description: 'string?',
      maxSessionDuration: 'Duration?',
      path: 'string?',
      permissions: 'ReadOnlyPermissions?',
      permissionsBoundary: 'IManagedPolicy?',
      principals: 'PrincipalScope[]?',
      profiles: 'ProfileOptions?',
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
};

/** The types of the parameters, by class and method. */
export const PARAMETER_TYPES: Record<string, Record<string, Record<string, string>>> = {
  AccessWindow: {
    between: { notBefore: 'Expiration', notAfter: 'Expiration' },
    from: { notBefore: 'Expiration' },
    until: { notAfter: 'Expiration' },
  },
  AccountFilter: {
    allExcept: { accountIds: '...string' },
    only: { accountIds: '...string' },
  },
  AccountShare: {
    count: { accounts: 'number' },
    percentage: { percent: 'number' },
  },
  AssumingGroup: {
    addUser: { user: 'IUser' },
  },
  AssumptionFilter: {
    byOtherAccounts: { accounts: '...string' },
    byOtherPrincipals: { uniqueIds: '...string' },
    byOtherUsers: { userNames: '...string' },
    outsideNetworks: { networks: '...string' },
    outsideWindow: { window: 'AccessWindow' },
  },
  CrossAccountReadOnlyAccess: {
    grantAssume: { identity: 'IGrantable' },
  },
  MfaRequirement: {
    none: {},
    required: { options: 'RequiredMfaOptions?' },
  },
  PrincipalScope: {
    account: {},
    organization: { organizationId: 'string' },
    organizationPaths: { paths: '...string' },
    permissionSets: { permissionSetNames: '...string' },
    roles: { roleNames: '...string' },
    users: { userNames: '...string' },
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
    and: { others: '...ReadOnlyPermissions' },
    denying: { actions: '...string' },
    denyingContent: {},
  },
  SessionTag: {
    optional: { key: 'string' },
    required: { key: 'string', values: '...string' },
  },
  SourceIdentityRequirement: {
    optional: {},
    required: {},
    userName: {},
  },
  TrustingRole: {
    addPrincipals: { scope: 'PrincipalScope' },
    alarmOnAssumed: { id: 'string', options: 'AlarmOnAssumedOptions' },
    metricAssumed: { props: 'object?' },
    onAssumed: { id: 'string', options: 'OnAssumedOptions?' },
  },
  TrustingTarget: {
    account: { accountId: 'string', options: 'AccountOptions?' },
    accounts: { accountIds: 'string[]', options: 'ListedAccountsOptions?' },
    organizationalUnits: { options: 'OrganizationalUnitsOptions' },
    scope: { scope: 'Construct' },
  },
};
