import { describe, expect, it } from 'vitest';

import { objectsWith, only } from '../../support/rendered.ts';

const sessionWith = (sessionServer: object, spec: object = {}) =>
  objectsWith({ sessionServer: { enabled: true, ...sessionServer }, ...spec });
const told = { config: { session_server: { advertise_address: 'a.example.com:9000' } } };

describe('the Service of the session server', () => {
  it.each<[string, object, object]>([
    ['LoadBalancer by default', {}, { type: 'LoadBalancer' }],
    [
      'ClusterIP behind an Ingress',
      { ingress: { enabled: true, host: 'a.example.com' } },
      { type: 'ClusterIP' },
    ],
    [
      'what the document says behind an Ingress',
      { ingress: { enabled: true, host: 'a.example.com' }, service: { type: 'NodePort' } },
      { type: 'NodePort' },
    ],
    [
      'ClusterIP without an address',
      { service: { type: 'Headless' } },
      { type: 'ClusterIP', clusterIP: 'None' },
    ],
  ])('has the type %s', (_name, sessionServer, expected) => {
    expect(only(sessionWith(sessionServer, told), 'Service').spec).toMatchObject(expected);
  });

  it('leads from its own port to that of the manager, whatever that is', () => {
    const config = { session_server: { listen_address: '0.0.0.0:9443', advertise_address: 'a:1' } };
    const objects = sessionWith({ service: { port: 443 } }, { config });
    const { ports, selector } = only(objects, 'Service').spec;
    expect(ports).toEqual([{ name: 'session', protocol: 'TCP', port: 443, targetPort: 'session' }]);
    const { containers } = only(objects, 'Deployment').spec.template.spec;
    expect(containers[0].ports).toContainEqual({ name: 'session', protocol: 'TCP', containerPort: 9443 });
    expect(only(objects, 'Deployment').spec.selector.matchLabels).toEqual(selector);
  });
});
