import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';

import { type GitLabRunner, renderConfigToml } from '../../src/index.ts';
import { documentWith, objectsWith, only } from '../support/rendered.ts';

const sessionWith = (sessionServer: object, spec: object = {}) =>
  objectsWith({ sessionServer: { enabled: true, ...sessionServer }, ...spec });
const told = { config: { session_server: { advertise_address: 'a.example.com:9000' } } };

describe('the address of the session server', () => {
  it.each<[string, object, string]>([
    ['the name of the Service', { service: { type: 'ClusterIP' } }, 'gitlab-runner-session.ci.svc:9000'],
    ['the pod itself', { service: { type: 'Headless' } }, 'gitlab-runner-session.ci.svc:8093'],
    ['the load balancer', { service: { loadBalancerIP: '192.0.2.1', port: 443 } }, '192.0.2.1:443'],
    ['the Ingress', { ingress: { enabled: true, host: 'a.example.com' } }, 'a.example.com:443'],
  ])('lets GitLab call %s', (_name, sessionServer, address) => {
    const toml = only(sessionWith(sessionServer), 'ConfigMap').data['config.toml'];
    expect(toml).toContain(`advertise_address = "${address}"`);
  });

  it("keeps the document's own address", () => {
    expect(
      only(sessionWith({ service: { type: 'ClusterIP' } }, told), 'ConfigMap').data['config.toml'],
    ).toContain('advertise_address = "a.example.com:9000"');
  });
});

describe('the address of a session server behind a load balancer', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1:9000'],
    ['2001:db8::1', '[2001:db8::1]:9000'],
  ])('with %s is %s', (loadBalancerIP, expected) => {
    const document = documentWith({ sessionServer: { enabled: true, service: { loadBalancerIP } } });
    const toml = parseToml(renderConfigToml(document as GitLabRunner)) as {
      session_server: { advertise_address: string };
    };
    expect(toml.session_server.advertise_address).toBe(expected);
  });
});
