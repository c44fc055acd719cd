// SPDX-License-Identifier: Apache-2.0
package org.parley.bench.peers;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.parley.bench.parcels.Board;
import org.parley.bench.parcels.Courier;
import org.parley.bench.parcels.Desk;
import org.parley.bench.parcels.Parcel;

/**
 * Apache Artemis within this process, with its journal made durable by each commit: one address,
 * three durable queues. What only its server has is called by name: it is fetched when it is
 * measured, and no build needs it.
 */
public final class ArtemisCourier implements Courier {
  private static final String SERVER =
      "org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ";
  private static final String FACTORY =
      "org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory";

  /** A commit waits for all it commits, so no single send needs to. */
  private static final String URL = "vm://0?blockOnDurableSend=false";

  private static final String ADDRESS = "parcels";
  private static final long PATIENCE_MILLIS = 100;

  private final Board board;
  private final Connection connection;

  private ArtemisCourier(Board board, Connection connection) {
    this.board = board;
    this.connection = connection;
  }

  /**
   * @param arguments the file of its settings and the port where orders are taken
   */
  public static void main(String[] arguments) throws Exception {
    Object server = Class.forName(SERVER).getConstructor().newInstance();
    server.getClass().getMethod("setConfigResourcePath", String.class).invoke(server, arguments[0]);
    server.getClass().getMethod("start").invoke(server);
    Object factory = Class.forName(FACTORY).getConstructor(String.class).newInstance(URL);
    Board board = new Board();
    var courier = new ArtemisCourier(board, ((ConnectionFactory) factory).createConnection());
    courier.connection.start();
    for (int group = 0; group < GROUPS; group++) {
      int mine = group;
      new Thread(() -> courier.read(mine), "group-" + group).start();
    }
    new Desk(courier, board, Integer.parseInt(arguments[1]));
  }

  private void read(int group) {
    try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer queue =
            session.createConsumer(session.createQueue(ADDRESS + "::group-" + group))) {
      while (true) {
        List<Parcel> parcels = take(group, queue);
        if (!parcels.isEmpty()) {
          session.commit();
          board.acknowledged(group, parcels);
        }
      }
    } catch (JMSException e) {
      throw new IllegalStateException("Group " + group + " cannot read any more", e);
    }
  }

  /** What is there, up to a full transaction. */
  private List<Parcel> take(int group, MessageConsumer queue) throws JMSException {
    List<Parcel> parcels = new ArrayList<>();
    Message next = queue.receive(PATIENCE_MILLIS);
    while (next != null) {
      Parcel parcel = Parcel.of(text((BytesMessage) next));
      board.read(group, List.of(parcel));
      parcels.add(parcel);
      next = parcels.size() < MOST_AT_ONCE ? queue.receive(1) : null;
    }
    return parcels;
  }

  private static String text(BytesMessage message) throws JMSException {
    byte[] bytes = new byte[(int) message.getBodyLength()];
    message.readBytes(bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  @Override
  public Sender sender() throws JMSException {
    Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
    MessageProducer producer = session.createProducer(session.createTopic(ADDRESS));
    return new Sender() {
      @Override
      public void send(List<Parcel> parcels) throws JMSException {
        for (Parcel parcel : parcels) {
          BytesMessage message = session.createBytesMessage();
          message.writeBytes(parcel.text().getBytes(StandardCharsets.US_ASCII));
          producer.send(message);
        }
        session.commit();
      }

      @Override
      public void close() throws JMSException {
        session.close();
      }
    };
  }

  @Override
  public void close() throws JMSException {
    connection.close();
  }
}
