import { apiCall, ApiCall, ResourceType } from './resource-type';
import { eventRuleArn, EventTarget } from '../../accounts/event-rule';
import { Params } from '../../wire/protocol';

export const EVENTS_RULE: ResourceType = {
  nameProperty: 'Name',
  properties: ['Name', 'Description', 'EventPattern', 'State', 'Targets'],
  attributes: ({ account, region, name }) => ({ Arn: eventRuleArn(region, account, name) }),
  steps: ({ name, properties: { Description, EventPattern, State, Targets = [] } }) => {
    const putRule = events('PutRule', { Name: name, Description, EventPattern: EventPattern && JSON.stringify(EventPattern), State });
    return [
      { key: `rule ${name}`, create: [putRule], update: [putRule], delete: events('DeleteRule', { Name: name }) },
      ...Targets.map((target: EventTarget) => {
        const putTarget = events('PutTargets', { Rule: name, Targets: [target] });
        return {
          key: `target ${target.Id} of rule ${name}`,
          create: [putTarget],
          update: [putTarget],
          delete: events('RemoveTargets', { Rule: name, Ids: [target.Id] }),
        };
      }),
    ];
  },
};

function events(operation: string, params: Params): ApiCall {
  return apiCall('events', operation, params);
}
