package dev.leeway.webui.rest;

import dev.leeway.signals.backtest.BacktestRefusedException;
import dev.leeway.storage.StorageException;
import dev.leeway.storage.query.QueryFailedException;
import dev.leeway.webui.backtest.BacktestBusyException;
import dev.leeway.webui.backtest.RulesRefusedException;
import dev.leeway.webui.intake.IntakeFailedException;
import dev.leeway.webui.intake.IntakeRefusedException;
import dev.leeway.webui.journal.JournalException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Errors as RFC 9457 problem details. */
@RestControllerAdvice(basePackageClasses = Problems.class)
final class Problems extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String RETRY_SECONDS = "5";

  @ExceptionHandler
  ProblemDetail badArgument(IllegalArgumentException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail notFound(NotFoundException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail tooLarge(TooLargeException e) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.CONTENT_TOO_LARGE, String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail badRules(RulesRefusedException e) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.BAD_REQUEST, "the rules can't be understood: " + e.getMessage());
    problem.setProperty("problems", e.problems());
    return problem;
  }

  @ExceptionHandler
  ProblemDetail tooMuchToTest(BacktestRefusedException e) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> busy(BacktestBusyException e) {
    return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
        .body(
            ProblemDetail.forStatusAndDetail(
                HttpStatus.TOO_MANY_REQUESTS, String.valueOf(e.getMessage())));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> collectorIsAway(IntakeFailedException e) {
    LOG.warn("what came over the API was not taken", e);
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
        .body(
            ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "nothing was taken, try again: " + e.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> brokerIsAway(JournalException e) {
    LOG.warn("an entry was not taken", e);
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
        .body(
            ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE,
                "it is not certain that this was taken, try again: " + e.getMessage()));
  }

  /** What else than the data a collector may object to is not for the sender to mend. */
  @ExceptionHandler
  ProblemDetail collectorRefused(IntakeRefusedException e) {
    LOG.warn("what came over the API was refused", e);
    HttpStatus status =
        switch (e.status()) {
          case 400 -> HttpStatus.BAD_REQUEST;
          case 413 -> HttpStatus.CONTENT_TOO_LARGE;
          default -> HttpStatus.BAD_GATEWAY;
        };
    return ProblemDetail.forStatusAndDetail(status, String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> storeIsAway(QueryFailedException e) {
    return storeIsAway((RuntimeException) e);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> storeIsAway(StorageException e) {
    return storeIsAway((RuntimeException) e);
  }

  private static ResponseEntity<ProblemDetail> storeIsAway(RuntimeException e) {
    LOG.warn("a query for the API failed", e);
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
        .body(
            ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "ClickHouse did not answer; try again"));
  }
}
