# Two images, of what `npm run image-context` lays out in image/. No command runs in a build, so that another
# architecture needs no emulation, and the same files give the same bytes. docs/native.md#images tells how to use them.
#
#   npm run release -- --dry-run --no-check release && npm run image-context -- release
#   docker buildx build --target function --build-arg VERSION=0.1.0 --tag gitlab-runner-krm:0.1.0 .

# Any image with Node 20.19 or later on its PATH, a shell for CI, and Git for `diff` of commits and remote bases.
ARG BASE=docker.io/library/node:24-trixie
# Any image with kustomize 5.5 or later at /app/kustomize.
ARG KUSTOMIZE=registry.k8s.io/kustomize/kustomize:v5.6.0

# The KRM function alone: it has no shell, and needs no library.
FROM scratch AS function
ARG TARGETARCH
ARG VERSION=0.0.0
ARG SOURCE=
LABEL org.opencontainers.image.title="gitlab-runner-krm" \
      org.opencontainers.image.description="The KRM function that renders the Kubernetes manifests of a GitLab Runner." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.source="${SOURCE}"
COPY image/etc/ /etc/
COPY image/linux-${TARGETARCH}/gitlab-runner-krm /gitlab-runner-krm
USER 65534:65534
ENTRYPOINT ["/gitlab-runner-krm"]

FROM ${KUSTOMIZE} AS kustomize

# The command line, kustomize and the function: for CI, and for Argo CD as a plugin's sidecar.
FROM ${BASE} AS cli
ARG TARGETARCH
ARG VERSION=0.0.0
ARG SOURCE=
LABEL org.opencontainers.image.title="gitlab-runner-manifests" \
      org.opencontainers.image.description="Renders the Kubernetes manifests of a GitLab Runner: command line, kustomize and KRM function." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.source="${SOURCE}"
COPY --from=kustomize --chmod=0755 /app/kustomize /usr/local/bin/kustomize
COPY image/package/ /opt/gitlab-runner-manifests/
COPY image/bin/ /usr/local/bin/
COPY image/linux-${TARGETARCH}/gitlab-runner-krm /usr/local/bin/gitlab-runner-krm
# A CI job's files belong to another user, and Git would refuse them.
ENV HOME=/tmp GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0=*
# The user of Argo CD's containers, by whom the sidecar's socket has to be reached.
USER 999:999
WORKDIR /tmp
ENTRYPOINT []
CMD ["gitlab-runner-manifests", "--help"]
