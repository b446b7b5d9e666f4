package io.harbinger.jobs.rul;

import io.harbinger.alert.AlertState;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.RulPrediction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.types.Either;

/**
 * How the job's records are serialized between operators and in its state: Avro for the contract's,
 * Flink's POJO serializer (which can evolve) for its own. Nothing falls back to Kryo.
 */
final class RulTypes {

  static final TypeInformation<RawWindow> RAW_WINDOW = Types.POJO(RawWindow.class);
  static final TypeInformation<RulPrediction> PREDICTION = new AvroTypeInfo<>(RulPrediction.class);
  static final TypeInformation<DeadLetter> DEAD_LETTER = new AvroTypeInfo<>(DeadLetter.class);
  static final TypeInformation<MaintenanceAlert> ALERT = new AvroTypeInfo<>(MaintenanceAlert.class);
  static final TypeInformation<MaintenanceEvent> REPORT =
      new AvroTypeInfo<>(MaintenanceEvent.class);
  static final TypeInformation<Either<RulPrediction, DeadLetter>> OUTCOME =
      new EitherTypeInfo<>(PREDICTION, DEAD_LETTER);
  static final TypeInformation<AlertState> ALERT_STATE = Types.POJO(AlertState.class);

  private RulTypes() {}
}
