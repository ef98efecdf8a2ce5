import resources from './resources.json';
import { KnownAction } from '../known-actions';

/** What an action's response contains. */
export type Verdict =
  /** Names, settings, status: which resources exist and how they are configured. */
  | 'metadata'
  /** What customers store in a service, or what a service derives from it. */
  | 'data'
  /** Allows its holder to act, sign in or decrypt. */
  | 'credential'
  /** Configuration that often contains plaintext secrets: environment variables, user data, arguments, templates. */
  | 'secret';

/** A rule on the name and description of an action. The first rule that applies decides. */
export interface Rule {
  readonly what: string;
  readonly verdict: Verdict;
  /** `siblings` are the names of all actions of the same service. */
  readonly applies: (action: KnownAction, siblings: ReadonlySet<string>) => boolean;
}

/** Reviewed resources of some services and what they contain, by the last word of the actions that return them. */
const RESOURCES: Record<string, Record<string, { verdict: string; contains: string } | undefined> | undefined> = resources;

export const RULES: Rule[] = [
  ...(['data', 'credential', 'secret'] as const).map((verdict): Rule => ({
    what: `a resource that contains ${verdict} by resources.json`,
    verdict,
    applies: (action) => RESOURCES[action.service]?.[resourceOf(action)]?.verdict === verdict,
  })),
  {
    what: 'words for configuration, catalogs and numbers',
    verdict: 'metadata',
    applies: endsWith(
      'Polic(?:y|ies)', 'Tags?', 'TagsForResource', 'Grants?', 'Permissions?', 'Quotas?', 'Limits?', 'Status(?:es)?', 'State', 'Settings?',
      'Preferences?', 'Configurations?', 'Config', 'Defaults', 'Metadata', 'Attributes?', 'Info', 'Information', 'Summar(?:y|ies)',
      'Counts?', 'Statistics', 'Analytics', 'Metrics?', 'MetricData', 'Pric(?:e|es|ing)', 'Cost', 'Usage', 'Utilization', 'Savings',
      'Forecasts?', 'Trend', 'Insights?', 'Coverage', 'Progress', 'Health', 'Plan', 'Schedule', 'Windows?', 'Availability', 'Capacity',
      'Eligibility', 'Quote', 'Offers?', 'Listing', 'Products?', 'Bundles?', 'Subscriptions?', 'Catalogs?', 'Schemas?', 'Databases?',
      'Tables?', 'Namespaces?', 'Engines?', 'Types?', 'Regions?', 'Zones?', 'Names?', 'Id', 'Ids', 'Arn', 'Alias', 'Aliases', 'Version',
      'Versions', 'Entries', 'Cidrs', 'Mappings?', 'Associations?', 'Accounts?', 'Members', 'Groups?', 'Roles?', 'Rules?', 'RuleSets?',
      'Controls?', 'Lists?', 'Filters?', 'Facets?', 'Selectors', 'Targets?', 'Notifications', 'Operation', 'Graph', 'Folder', 'Device',
      'Model', 'Instances', 'Endpoint', 'WebACLForResource', 'ServicesInScope', 'Certificates?', 'PublicKeys?'),
  },
  {
    what: 'credentials: tokens, passwords, keys, signed addresses',
    verdict: 'credential',
    applies: matches(/^(?:Get|BatchGet|Create|Generate|Fetch|Export).*(?:Tokens?|Credentials?|Passwords?|Secrets?|ApiKeys?|AccessKeys?|UnlockCode|SigninUrl|SignInUrl|PresignedUrl|EmbedUrl|LoginUrl|ConsoleUrl)$/),
  },
  {
    what: 'the use of data: queries, invocations, inferences, downloads',
    verdict: 'data',
    applies: startsWith(
      'Invoke', 'Select', 'Query', 'Scan', 'Read', 'Download', 'Receive', 'Retrieve', 'Detect', 'BatchDetect', 'Render', 'Translate',
      'Analyze', 'Infer', 'Recognize', 'Classify', 'Predict', 'Synthesize', 'Converse', 'Chat', 'PartiQL', 'Unmask', 'Execute', 'Generate',
      'Calculate', 'Stream', 'Subscribe', 'Sample', 'Export', 'Optimize', 'Condition', 'Expand'),
  },
  {
    what: 'data by nature: objects, items, records, messages, documents, images, results',
    verdict: 'data',
    applies: both(startsWith('Get', 'BatchGet', 'BatchRead', 'Fetch', 'View', 'Describe', 'Peek', 'Poll'), endsWith(
      'Objects?', 'Items?', 'Records?', 'Messages?', 'Files?', 'Blobs?', 'Documents?', 'Contents?', 'Images?', 'Clips?', 'Media', 'Transcripts?',
      'Transcriptions?', 'LogEvents?', 'Logs?', 'LogUrl', 'Results?', 'Outputs?', 'Artifacts?', 'Positions?', 'Vectors?', 'Faces?', 'Comments?',
      'Conversations?', 'Utterances(?:View)?', 'Shadow', 'Payloads?', 'Code', 'Blocks?', 'Statements?', 'Text', 'Posts?', 'Pages?',
      'Sentiments?', 'Attachments?', 'Evidence', 'Thumbnails?', 'Tiles?', 'Snippets?', 'Recordings?', 'Urls?', 'URLs?', 'Datum', 'Data', 'Values?',
      'ValuesHistory', 'ValueHistory', 'Traces?', 'Chunks?', 'Descriptors?', 'Vocabulary', 'Lexicon', 'Prompt', 'Script', 'Notebook', 'Draft',
      'Answers?', 'Questions?', 'Notes?', 'Query', 'Queries', 'History')),
  },
  {
    what: 'records of people: users of a pool or directory, contacts, participants',
    verdict: 'data',
    applies: both(
      ({ service }) => SERVICES_WITH_PEOPLE.includes(service),
      endsWith('Users?', 'Contacts?', 'Profiles?', 'Participants?', 'Attendees?', 'Endpoints?', 'Workers?', 'Speakers?', 'Devices')),
  },
  {
    what: 'support cases',
    verdict: 'data',
    applies: endsWith('Cases?', 'Communications?'),
  },
  {
    what: 'environment variables and templates, by AWS\'s description',
    verdict: 'secret',
    applies: ({ description }) => /environment variable|\btemplate body\b|user data|source code/i.test(description),
  },
  {
    what: 'lists, searches and checks: names, ARNs and status',
    verdict: 'metadata',
    applies: startsWith(
      'List', 'Search', 'Count', 'Check', 'Validate', 'Test', 'Is', 'Pass', 'Verify', 'Estimate', 'Preview', 'Simulate', 'Stop', 'Cancel', 'Contains',
      'Discover'),
  },
  {
    what: 'descriptions of resources',
    verdict: 'metadata',
    applies: startsWith('Describe', 'BatchDescribe'),
  },
  {
    what: 'a resource that a separate action creates, changes or deletes, so it is configuration',
    verdict: 'metadata',
    applies: ({ name }, siblings) => {
      const resource = /^(?:BatchGet|Get|View|AdminGet|AdminList)(.+?)s?$/.exec(name)?.[1];
      return resource !== undefined && CHANGING_VERBS.some((verb) => siblings.has(verb + resource));
    },
  },
];

const SERVICES_WITH_PEOPLE = [
  'chime', 'cognito-idp', 'cognito-sync', 'connect', 'connect-campaigns', 'identitystore', 'mechanicalturk', 'mobiletargeting', 'profile',
  'social-messaging', 'sso-directory', 'voiceid', 'workmail',
];

const CHANGING_VERBS = ['Create', 'Update', 'Put', 'Delete', 'Register', 'Start', 'Modify', 'Set', 'Enable', 'Associate', 'Import', 'Add'];

/** The last word of an action's name, in the singular. */
function resourceOf({ name }: KnownAction): string {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[A-Z]+/g) ?? [name];
  return words[words.length - 1].replace(/ies$/, 'y').replace(/s$/, '');
}

function matches(pattern: RegExp) {
  return ({ name }: KnownAction) => pattern.test(name);
}

function startsWith(...verbs: string[]) {
  return matches(new RegExp(`^(?:${verbs.join('|')})`));
}

function endsWith(...words: string[]) {
  return matches(new RegExp(`(?:${words.join('|')})$`));
}

function both(one: (action: KnownAction) => boolean, other: (action: KnownAction) => boolean) {
  return (action: KnownAction) => one(action) && other(action);
}
