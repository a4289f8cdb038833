package dev.leeway.collector.receive;

import com.linecorp.armeria.common.RequestHeaders;

/**
 * Says whose a request is: the one place where both transports ask.
 *
 * <p>Without authentication there is one tenant. With it, the credential alone decides, from {@code
 * authorization} or {@code x-api-key}, which are the same headers on both transports; the tenant is
 * never taken from anything in the telemetry.
 */
final class TenantResolver {
  private static final String DEFAULT_TENANT = "default";

  @SuppressWarnings("UnusedVariable") // What a credential will be read from.
  String tenantOf(RequestHeaders headers) {
    return DEFAULT_TENANT;
  }
}
