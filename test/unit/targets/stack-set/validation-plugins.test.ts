/** Policy validation plugins read the templates of StackSets too, each once. */
import { App, IPolicyValidationPluginBeta1, Stack, Stage } from 'aws-cdk-lib';
import { CrossAccountReadOnlyAccess, TrustingRole, TrustingRoleStackSet, TrustingTarget } from '../../../../src';
import { A, B } from '../../../support/two-accounts';

const env = { account: B, region: 'eu-west-1' };

/** A plugin that keeps the names of the files that it gets. */
function recorder(): { plugin: IPolicyValidationPluginBeta1; files: string[] } {
  const files: string[] = [];
  const plugin = {
    name: 'recorder',
    validate: ({ templatePaths }: { templatePaths: string[] }) => {
      files.push(...templatePaths.map((path) => path.split('/').pop()!));
      return { success: true, violations: [] };
    },
  };
  return { plugin, files };
}

const stackSet = (stack: Stack) => new TrustingRoleStackSet(stack, 'Roles', {
  assumingAccount: A, target: TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'] }),
});

beforeEach(() => void vi.spyOn(console, 'log').mockImplementation(() => undefined));
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => vi.restoreAllMocks());

test.each<[string, (stack: Stack) => void, string[]]>([
  ['a StackSet', stackSet, ['Workload.template.json', 'WorkloadRolesTemplate.template.json']],
  ['a template for an owner', (stack) => new CrossAccountReadOnlyAccess(stack, 'Access', { trusting: [TrustingTarget.template(A)] }),
    ['Workload.template.json', `WorkloadAccessTemplateFor${A}.template.json`]],
  ['a role, which has no template of its own', (stack) => new TrustingRole(stack, 'Role', { assumingAccount: A }), ['Workload.template.json']],
])('%s', (_, make, expected) => {
  const { plugin, files } = recorder();
  const app = new App({ policyValidationBeta1: [plugin] });
  make(new Stack(app, 'Workload', { env }));
  app.synth();
  expect(files.map((file) => file.replace(/(Template(?:For\d{12})?)[0-9A-F]{8}\./, '$1.'))).toEqual(expected);
});

test('a plugin of the app and one of a stage each read the template of the stage once, also if synthesized again', () => {
  const [ofApp, ofStage] = [recorder(), recorder()];
  const app = new App({ policyValidationBeta1: [ofApp.plugin] });
  const stage = new Stage(app, 'Prod', { policyValidationBeta1: [ofStage.plugin] });
  stackSet(new Stack(stage, 'Workload', { env }));
  const read = () => [ofApp, ofStage].map(({ files }) => files.splice(0).filter((file) => file.includes('RolesTemplate')).length);
  app.synth();
  expect(read()).toEqual([1, 1]);
  app.synth({ force: true });
  expect(read()).toEqual([1, 1]);
});
