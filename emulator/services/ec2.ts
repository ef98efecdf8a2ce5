import { Operations } from '../api/operation';

/** Instances cannot be started here, so that the list is empty. */
export const EC2: Operations = {
  DescribeInstances: {
    permission: () => ({ action: 'ec2:DescribeInstances', resource: '*' }),
    run: () => ({ reservationSet: [] }),
  },
};
