/** Contracts over Spring Cloud Stream: sent and waited for, received with their headers, kept when unreadable. */
@NullMarked
package dev.belay.messaging.stream;

import org.jspecify.annotations.NullMarked;
