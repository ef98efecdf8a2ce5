import { apiCall, ResourceType } from './resource-type';

export const LOG_GROUP: ResourceType = {
  nameProperty: 'LogGroupName',
  properties: ['LogGroupName', 'RetentionInDays'],
  steps: ({ name: logGroupName, properties: { RetentionInDays: retentionInDays } }) => {
    const retain = retentionInDays ? [apiCall('logs', 'PutRetentionPolicy', { logGroupName, retentionInDays })] : [];
    return [{
      key: `log group ${logGroupName}`,
      create: [apiCall('logs', 'CreateLogGroup', { logGroupName }), ...retain],
      update: retain,
      delete: apiCall('logs', 'DeleteLogGroup', { logGroupName }),
    }];
  },
};
